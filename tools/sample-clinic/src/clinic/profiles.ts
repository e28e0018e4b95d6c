import { DEMO_RECORDS, SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '../sample-practices';
import type { OpeningHours, PracticeProfile, PractitionerProfile, SiteProfile } from './profile';

/** Codes of the NUCC Health Care Provider Taxonomy. */
const CHIROPRACTOR = '111N00000X';
const PHYSICAL_THERAPIST = '225100000X';
const ORTHOPEDIC_THERAPIST = '2251X0800X';

const B = 0;
const W = 1;

const BROOMFIELD: SiteProfile = {
  id: SAMPLE_LOCATION_IDS.broomfield,
  name: 'Broomfield',
  addressLines: ['100 Sample Flatiron Way', 'Suite 210'],
  city: 'Broomfield',
  postalCode: '80021',
  telephone: '303-555-0101',
  hours: week(hours('7:00', '18:30'), hours('7:00', '18:00')),
  rooms: ['Room 1', 'Room 2', 'Room 3', 'Room 4', 'Room 5', 'Gym'],
};

const WESTMINSTER: SiteProfile = {
  id: SAMPLE_LOCATION_IDS.westminster,
  name: 'Westminster',
  addressLines: ['2200 Sample Promenade Drive'],
  city: 'Westminster',
  postalCode: '80031',
  telephone: '303-555-0102',
  hours: week(hours('7:30', '19:00'), hours('7:30', '18:00')),
  rooms: ['Room 1', 'Room 2', 'Room 3', 'Room 4', 'Gym'],
};

/** The clinic one works with: two sites, nine practitioners. */
export const SPINDLE: PracticeProfile = {
  practice: SAMPLE_PRACTICES.spindle,
  timeZone: 'America/Denver',
  state: 'CO',
  demo: DEMO_RECORDS.spindle,
  sites: [BROOMFIELD, WESTMINSTER],
  practitioners: [
    therapist('Nadia', 'Okafor', { needles: true, manualTherapy: true, taxonomyCode: ORTHOPEDIC_THERAPIST, npiStem: '100000001', week: [null, B, B, B, B, B, null] }),
    chiropractor('Theo', 'Marchetti', { npiStem: '100000002', week: [null, B, B, W, W, B, null] }),
    therapist('Siobhán', "O'Rourke", { manualTherapy: true, npiStem: '100000003', week: [null, W, W, W, W, W, null] }),
    chiropractor('Imani', 'Washington-Reyes', { npiStem: '100000004', week: [null, W, W, B, B, W, null] }),
    therapist('Minh', 'Trần', { needles: true, manualTherapy: true, npiStem: '100000005', week: [null, B, W, B, W, B, null] }),
    chiropractor('Gunnar', 'Lindqvist', { npiStem: '100000006', week: [null, W, B, W, B, W, null] }),
    therapist('Lucía', 'Peña', { manualTherapy: true, npiStem: '100000007', week: [null, B, B, B, B, B, null] }),
    therapist('Dana', 'Whitehorse', { needles: true, npiStem: '100000008', week: [null, W, W, W, W, W, null] }),
    therapist('Aleksander', 'Żuk', { needles: true, manualTherapy: true, npiStem: '100000009', week: [null, B, W, B, W, W, null] }),
  ],
};

/** The tiny practice: people of the same names, the same NPI, rooms and services of the same names. */
export const PRAIRIE: PracticeProfile = {
  practice: SAMPLE_PRACTICES.second,
  timeZone: 'America/Denver',
  state: 'CO',
  demo: DEMO_RECORDS.second,
  sites: [{ ...BROOMFIELD, id: SAMPLE_LOCATION_IDS.second, rooms: ['Room 1', 'Room 2'] }],
  practitioners: [
    therapist('Nadia', 'Okafor', { needles: true, manualTherapy: true, taxonomyCode: ORTHOPEDIC_THERAPIST, npiStem: '100000001', week: [null, B, B, B, B, B, null] }),
    chiropractor('Theo', 'Marchetti', { npiStem: '100000010', week: [null, B, B, B, B, B, null] }),
  ],
};

type Particulars = Partial<PractitionerProfile> & Pick<PractitionerProfile, 'npiStem' | 'week'>;

function therapist(given: string, family: string, particulars: Particulars): PractitionerProfile {
  return { given, family, suffix: 'PT, DPT', taxonomyCode: PHYSICAL_THERAPIST, discipline: 'PHYSICAL_THERAPY', needles: false, manualTherapy: false, ...particulars };
}

function chiropractor(given: string, family: string, particulars: Particulars): PractitionerProfile {
  return { given, family, suffix: 'DC', taxonomyCode: CHIROPRACTOR, discipline: 'CHIROPRACTIC', needles: false, manualTherapy: false, ...particulars };
}

function week(mondayToThursday: OpeningHours, friday: OpeningHours): (OpeningHours | null)[] {
  return [null, mondayToThursday, mondayToThursday, mondayToThursday, mondayToThursday, friday, null];
}

function hours(opens: string, closes: string): OpeningHours {
  return { opensAt: minutes(opens), closesAt: minutes(closes) };
}

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}
