import { addDays, type Day } from '../calendar/calendar';
import { npiOf } from '../identifiers/identifiers';
import type { Random } from './random';

const LAST = ['NGUYEN', 'GARCÍA', "O'BRIEN", 'MÜLLER', 'SMITH-JONES', 'BJÖRK', 'DE LA CRUZ', 'JOHNSON', 'PEÑA', 'ŁUKASZ', 'TAYLOR', 'ÇELIK', 'WASHINGTON', 'LEE', 'KOWALSKI'] as const;
const FIRST = ['JOSÉ', 'MARY', 'ZOË', 'AHMED', 'ANNA', 'RENÉE', 'JOHN', 'SIOBHÁN', 'LI', 'BJØRN', 'ROSA', 'PETER', 'MAËLLE', 'GRACE'] as const;
const STREETS = ['MAIN ST', 'LARIMER ST', 'E COLFAX AVE', 'PEARL ST', 'S BROADWAY', 'ALAMEDA AVE', 'FEDERAL BLVD', 'W 38TH AVE'] as const;
type City = readonly [city: string, state: string, zip: string];
const CITIES: readonly [City, ...City[]] = [['DENVER', 'CO', '80202'], ['BOULDER', 'CO', '80302'], ['AURORA', 'CO', '80012'], ['LAKEWOOD', 'CO', '80226'], ['FORT COLLINS', 'CO', '80521'], ['PUEBLO', 'CO', '81003']];

/** A made-up person. */
export interface Person {
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName?: string;
  readonly birthDate: Day;
  readonly sex: 'F' | 'M';
}

/** A made-up person, born between 1940 and 2008. */
export function person(random: Random, lastName: string = random.pick(LAST)): Person {
  const initial = random.chance(0.3) ? { middleName: random.pick(['A', 'J', 'M', 'T']) } : {};
  return { lastName, firstName: random.pick(FIRST), ...initial, birthDate: addDays('19400101', random.integer(0, 25_000)), sex: random.chance(0.5) ? 'F' : 'M' };
}

/** A made-up street address with a nine-digit ZIP. */
export function address(random: Random): { street: { lines: string[] }; city: { city: string; state: string; zip: string } } {
  const [city, state, zip] = random.pick(CITIES);
  const second = random.chance(0.3) ? [`STE ${random.integer(100, 999)}`] : [];
  return { street: { lines: [`${random.integer(1, 9_999)} ${random.pick(STREETS)}`, ...second] }, city: { city, state, zip: `${zip}${String(random.integer(1, 9_998)).padStart(4, '0')}` } };
}

/** A made-up NPI with a right check digit. */
export function npi(random: Random): string {
  return npiOf(`1${random.digits(8)}`);
}
