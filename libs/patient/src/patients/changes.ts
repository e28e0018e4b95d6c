import { err, ok, type Result } from '@spindle/kernel';
import type { InvalidInputError, PatientDetails } from './patient';

/** What of a patient is to change: a field that is absent stays as it is. */
export type PatientChanges = { readonly [Field in keyof PatientDetails]?: PatientDetails[Field] | null | undefined };

const EMPTIABLE: ReadonlySet<keyof PatientDetails> = new Set(['language', 'interpreterLanguage', 'address']);

/** The details after the change. Only languages and `address` can be emptied; a list is emptied by an empty list. */
export function applyChanges(details: PatientDetails, changes: PatientChanges): Result<PatientDetails, InvalidInputError> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const emptied = given.find(([field, value]) => value === null && !EMPTIABLE.has(field as keyof PatientDetails));
  if (emptied) return err({ kind: 'InvalidInputError', field: emptied[0], message: 'This cannot be emptied: leave it out to keep it as it is.' });
  return ok({ ...details, ...Object.fromEntries(given) });
}
