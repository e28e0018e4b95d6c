import { withNpiCheckDigit, type Id } from '@spindle/kernel';
import { calendarDay, DAY } from '../calendar/day-number';
import { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import { dayOrNull, type Clinic, type CredentialPeriod, type Practitioner, type SampleContext, type Site } from './context';
import type { PractitionerProfile, SiteProfile } from './profile';
import { CLASSES, SERVICES, type ServiceProfile } from './services';
import { writeHolidays, writeTravelTimes, writeWeeklyHours } from './working-week';

/** Hours of the courses that a needling certificate stands for. */
const NEEDLING_HOURS = 46;
const CANCELLATION_NOTICE_HOURS = 24;
const NO_SHOW_GRACE_MINUTES = 15;

/** Writes the practice itself: sites, rooms, practitioners with their credentials, services. */
export function makeClinic(context: SampleContext): Clinic {
  const random = new Random(context.seed, `${context.profile.practice.slug} clinic`);
  const newId = (): string => timeOrderedId((context.firstDay - 30) * DAY, random);
  const sites = context.profile.sites.map((profile) => writeSite(context, profile, newId));
  const practitioners = context.profile.practitioners.map((profile, place) => {
    const id = place === 0 ? context.profile.demo.practitionerId : (newId() as Id<'Practitioner'>);
    return writePractitioner(context, { ...profile, id, credentials: credentialsOf(profile, place, context) }, newId);
  });
  for (const [code, service] of Object.entries({ ...SERVICES, ...CLASSES })) writeService(context, code, service);
  writeTravelTimes(context, sites);
  writeWeeklyHours(context, { sites, practitioners }, newId);
  writeHolidays(context, newId);
  for (const site of sites) writeEquipment(context, site, newId);
  return { sites, practitioners };
}

function writeService({ sink }: SampleContext, code: string, { name, aliases, minutes, requiredCredential, complimentary, roomMinutesAfter, accepts, seats }: ServiceProfile): void {
  sink.add('scheduling.service_type', {
    code, name, aliases, duration_minutes: minutes, needs_room: true, required_credential: requiredCredential, complimentary, retired: false, version: 1,
    practitioner_minutes_before: 0, practitioner_minutes_after: 0, room_minutes_before: 0, room_minutes_after: roomMinutesAfter, equipment_minutes_before: 0, equipment_minutes_after: 0,
    grid_minutes: 15, minimum_notice_minutes: 0, horizon_days: 365, accepts, overlap: 'EXCLUSIVE', seats, confirmation: 'ASKED',
  });
  sink.add('patient.service_credential', { code, effective_from: '2020-01-01', required_credential: requiredCredential });
  if (complimentary) sink.add('scheduling.free_consultation_rule', { valid_from: '2020-01-01', service_type_code: code, months: 12, source: "The clinic's own rule: one free consultation a year." });
}

function writeSite({ sink, profile: { timeZone, state } }: SampleContext, profile: SiteProfile, newId: () => string): Site {
  const { id, name, addressLines, city, postalCode, telephone, rooms } = profile;
  sink.add('scheduling.location', {
    id, name, time_zone: timeZone, address_lines: addressLines, city, state, postal_code: postalCode, telephone,
    cancellation_notice_hours: CANCELLATION_NOTICE_HOURS, no_show_grace_minutes: NO_SHOW_GRACE_MINUTES,
  });
  const roomIds = rooms.map((room) => {
    const roomId = newId() as Id<'Room'>;
    sink.add('scheduling.room', { id: roomId, location_id: id, name: room, kind: room === 'Gym' ? 'GYM' : 'TREATMENT' });
    sink.add('scheduling.resource', { id: roomId, kind: 'ROOM', capacity: 1 });
    return roomId;
  });
  return { ...profile, roomIds };
}

/** What each site has that several practitioners share. */
const EQUIPMENT = [{ name: 'Traction table', kind: 'TRACTION_TABLE', capacity: 1 }, { name: 'Laser', kind: 'LASER', capacity: 2 }] as const;

function writeEquipment({ sink }: SampleContext, site: Site, newId: () => string): void {
  for (const { name, kind, capacity } of EQUIPMENT) {
    const id = newId();
    sink.add('scheduling.equipment', { id, version: 1, location_id: site.id, name, kind, retired: false });
    sink.add('scheduling.resource', { id, kind: 'EQUIPMENT', capacity });
  }
}

function writePractitioner({ sink, profile }: SampleContext, practitioner: Practitioner, newId: () => string): Practitioner {
  const { id, given, family, suffix, npiStem, taxonomyCode, week, credentials } = practitioner;
  const npi = withNpiCheckDigit(npiStem);
  sink.add('scheduling.practitioner', { id, given_name: given, family_name: family, suffix, npi, taxonomy_code: taxonomyCode });
  sink.add('scheduling.resource', { id, kind: 'PRACTITIONER', capacity: 1 });
  for (const [place, site] of profile.sites.entries()) {
    if (week.includes(place)) sink.add('scheduling.practitioner_location', { location_id: site.id, practitioner_id: id });
  }
  for (const [number, { kind, from, to }] of credentials.entries()) {
    const isLicense = kind === 'LICENSE';
    const credentialId = newId();
    const hours = kind === 'DRY_NEEDLING' ? NEEDLING_HOURS : null;
    sink.add('patient.practitioner_credential', { credential_id: credentialId, practitioner_id: id, kind, valid_from: calendarDay(from), valid_through: dayOrNull(to), hours, confirmed: true });
    sink.add('scheduling.credential', {
      id: credentialId, practitioner_id: id, kind, identifier: `${isLicense ? 'CO' : 'CERT'}-${npiStem.slice(-4)}-${number + 1}`, state: isLicense ? profile.state : null,
      valid_from: calendarDay(from), valid_to: dayOrNull(to), hours,
    });
  }
  return practitioner;
}

/** Licences that were renewed once, and at the ends of the list a needling course just taken and one soon to lapse. */
function credentialsOf(profile: PractitionerProfile, place: number, { firstDay, today }: SampleContext): CredentialPeriod[] {
  const renewal = today - 190 - place;
  const longAgo = firstDay - 1_200 - place * 30;
  const isNew = profile.npiStem.endsWith('8');
  const lapsesSoon = profile.npiStem.endsWith('9');
  return [
    { kind: 'LICENSE', from: longAgo, to: renewal - 1 },
    { kind: 'LICENSE', from: renewal, to: renewal + 730 },
    { kind: 'CARDIOPULMONARY_RESUSCITATION', from: today - 600, to: today + 90 + place },
    ...(profile.manualTherapy ? [{ kind: 'MANUAL_THERAPY', from: longAgo + 200, to: null } as const] : []),
    ...(profile.needles ? [{ kind: 'DRY_NEEDLING', from: isNew ? today - 45 : longAgo + 400, to: lapsesSoon ? today + 25 : null } as const] : []),
  ];
}
