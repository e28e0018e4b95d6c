import type { Id } from '@spindle/kernel';
import type { Row } from '@spindle/fhir';
import { sortName } from '../patients/sort-name';

/** A patient's row with what follows from the name. */
export function nameSorted(patient: Row): Row {
  const { given_names: given, family_name: family } = patient;
  return { ...patient, sort_name: sortName({ given: Array.isArray(given) ? given.map(String) : [], family: String(family) }) };
}

/** A patient's row under the number that it was given instead. */
export function renumbered(patient: Row, given: ReadonlyMap<string, string>): Row {
  return { ...patient, record_number: given.get(String(patient['record_number'])) ?? patient['record_number'] ?? null };
}

/** A note as it was before its signature. */
export function asDraft(note: Row): Row {
  return { ...note, state: 'DRAFT', signed_by: null, signed_at: null, cosigned_by: null, cosigned_at: null };
}

export function signed({ state }: Row): boolean {
  return state !== 'DRAFT';
}

/** Which record leads to which. */
export function merged(patients: readonly Row[]): readonly { readonly survivorId: Id<'Patient'>; readonly mergedId: Id<'Patient'> }[] {
  return patients.flatMap(({ id, merged_into_id: into }) => (typeof id === 'string' && typeof into === 'string' ? [{ survivorId: into as Id<'Patient'>, mergedId: id as Id<'Patient'> }] : []));
}
