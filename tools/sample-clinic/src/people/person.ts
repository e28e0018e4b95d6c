import type { CalendarDay } from '@spindle/kernel';
import { checkDetails, type PatientDetails } from '@spindle/patient';
import { calendarDay, dayNumber } from '../calendar/day-number';
import { Random, type Weighted } from '../chance/random';
import { fictionalAddress } from './addresses';
import { NAME_POOLS, type NamePool } from './names';
import { fictionalTelephone } from './telephone';

/** Birth years are counted back from here, so that a person has the same birth date whenever the sample is made. */
const OLDEST_BIRTH = dayNumber('1934-01-01' as CalendarDay);
const YOUNGEST_BIRTH = dayNumber('2012-12-31' as CalendarDay);

const SEXES: Weighted<PatientDetails['sex']> = [[54, 'FEMALE'], [44, 'MALE'], [1, 'OTHER'], [1, 'UNKNOWN']];
const RELATIONSHIPS = ['spouse', 'parent', 'sibling', 'adult child', 'friend', 'emergency contact'];

/** People who show what is hard about names: the demo patient, twins, namesakes, marks and several words. */
const KNOWN_PEOPLE: readonly Partial<PatientDetails>[] = [
  { name: { given: ['Paloma'], family: 'Núñez', preferred: null }, birthDate: '1984-05-17' as CalendarDay, sex: 'FEMALE', language: 'es' },
  { name: { given: ['Hannah', 'Rose'], family: 'Whitaker', preferred: null }, birthDate: '1991-02-28' as CalendarDay, sex: 'FEMALE', language: 'en' },
  { name: { given: ['Heather', 'Rose'], family: 'Whitaker', preferred: null }, birthDate: '1991-02-28' as CalendarDay, sex: 'FEMALE', language: 'en' },
  { name: { given: ['John'], family: 'Baker', preferred: null }, birthDate: '1962-11-03' as CalendarDay, sex: 'MALE', language: 'en' },
  { name: { given: ['John'], family: 'Baker', preferred: 'Jack' }, birthDate: '1962-11-03' as CalendarDay, sex: 'MALE', language: 'en' },
  { name: { given: ['Mary-Ann'], family: "O'Brien-Sørensen", preferred: 'Annie' }, birthDate: '1957-07-09' as CalendarDay, sex: 'FEMALE', language: 'en' },
  { name: { given: ['Thị Hồng'], family: 'Nguyễn', preferred: 'Rose' }, birthDate: '1978-01-31' as CalendarDay, sex: 'FEMALE', language: 'vi', interpreterLanguage: 'vi' },
  { name: { given: ['José', 'Luis'], family: 'García Márquez', preferred: 'Pepe' }, birthDate: '1969-12-24' as CalendarDay, sex: 'MALE', language: 'es-MX' },
  { name: { given: ['Jürgen'], family: 'von der Heide', preferred: null }, birthDate: '1944-02-29' as CalendarDay, sex: 'MALE', language: 'de' },
  { name: { given: ['Aiko'], family: 'Ō', preferred: null }, birthDate: '2000-02-29' as CalendarDay, sex: 'FEMALE', language: 'ja' },
];
const TWINS = [1, 2];

/**
 * The person of this number: the same one in every practice and size of a seed, so that names and telephone numbers
 * clash between practices.
 */
export function makePerson(seed: number, number: number): PatientDetails {
  const household = number === TWINS[1] ? TWINS[0] : number;
  const random = new Random(seed, `person ${number}`);
  const pool = random.weighted(NAME_POOLS);
  const sex = random.weighted(SEXES);
  const address = fictionalAddress(new Random(seed, `household ${household}`));
  const details: PatientDetails = {
    name: makeName(random, pool, sex),
    birthDate: calendarDay(random.between(OLDEST_BIRTH, YOUNGEST_BIRTH)),
    sex,
    language: random.chance(0.97) ? pool.language : null,
    interpreterLanguage: pool.language !== 'en' && number % 4 === 0 ? pool.language : null,
    address: { ...address, country: 'US' },
    telecom: makeTelecom(random, household ?? number),
    contacts: makeContacts(random, pool, number),
    ...KNOWN_PEOPLE[number],
  };
  return asRegistered(details);
}

/** The details as registration would keep them. A person it would refuse is a fault of this file. */
function asRegistered(details: PatientDetails): PatientDetails {
  const checked = checkDetails(details, calendarDay(YOUNGEST_BIRTH));
  if (!checked.ok) throw new Error(`A made-up person cannot be registered: ${checked.error.message}`);
  return checked.value;
}

function makeName(random: Random, pool: NamePool, sex: PatientDetails['sex']): PatientDetails['name'] {
  const given = sex === 'MALE' || (sex !== 'FEMALE' && random.chance(0.5)) ? pool.male : pool.female;
  const first = random.pick(given);
  const second = random.chance(0.25) ? [random.pick(given)].filter((name) => name !== first) : [];
  return { given: [first, ...second], family: random.pick(pool.family), preferred: random.chance(0.08) ? first.slice(0, 3) : null };
}

function makeTelecom(random: Random, number: number): PatientDetails['telecom'] {
  const mobile = { system: 'PHONE', use: 'MOBILE', value: fictionalTelephone(number) } as const;
  const home = { system: 'PHONE', use: 'HOME', value: fictionalTelephone(random.between(0, number + 400)) } as const;
  const mail = { system: 'EMAIL', use: null, value: `patient${number}@mail.example` } as const;
  return [mobile, ...(random.chance(0.3) ? [home] : []), ...(random.chance(0.6) ? [mail] : [])];
}

function makeContacts(random: Random, pool: NamePool, number: number): PatientDetails['contacts'] {
  if (!random.chance(0.55)) return [];
  const name = `${random.pick(random.chance(0.5) ? pool.male : pool.female)} ${random.pick(pool.family)}`;
  return [{ name, relationship: random.pick(RELATIONSHIPS), telephone: fictionalTelephone(random.between(0, number + 400)) }];
}

