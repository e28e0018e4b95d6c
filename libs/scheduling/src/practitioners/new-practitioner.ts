import { isNpi, ok, type Id, type Result } from '@spindle/kernel';
import { invalid, isLine } from '../texts';
import type { InvalidInputError } from '../visit-flow/reason';
import type { Practitioner } from './practitioner';

export interface NewPractitionerInput {
  readonly given: string;
  readonly family: string;
  readonly suffix?: string | null | undefined;
  readonly npi: string;
  readonly taxonomyCode?: string | null | undefined;
  readonly locationIds: readonly Id<'Location'>[];
}

/** A practitioner before they have an id. */
export type NewPractitioner = Omit<Practitioner, 'id'> & { readonly locationIds: readonly Id<'Location'>[] };

const MOST_LOCATIONS = 100;

/** Reads a practitioner: both names are there, the NPI's check digit is right, they work somewhere. */
export function parsePractitioner({ npi, taxonomyCode = null, ...input }: NewPractitionerInput): Result<NewPractitioner, InvalidInputError> {
  const name = { given: input.given.trim(), family: input.family.trim(), suffix: input.suffix?.trim() || null };
  for (const field of ['given', 'family'] as const) if (!isLine(name[field], 200) || name[field] === '') return invalid(field, 'A name has 1 to 200 characters on one line.');
  if (name.suffix !== null && !isLine(name.suffix, 50)) return invalid('suffix', 'At most 50 characters on one line.');
  if (!isNpi(npi)) return invalid('npi', 'An NPI has ten digits, the last of which checks the others. One of them is wrong.');
  if (taxonomyCode !== null && !/^[0-9A-Z]{9}X$/.test(taxonomyCode)) return invalid('taxonomyCode', 'A taxonomy code has ten characters, the last an X: "225100000X".');
  const locationIds = [...new Set(input.locationIds)];
  if (locationIds.length === 0 || locationIds.length > MOST_LOCATIONS) return invalid('locationIds', `Name 1 to ${MOST_LOCATIONS} sites.`);
  return ok({ name, npi, taxonomyCode, locationIds });
}
