import type { Id } from '@spindle/kernel';
import type { Transaction } from '@spindle/database';
import { PatientRepository } from '../patients/patient.repository';
import { searchTokens } from '../search/search-tokens';
import { MergeRepository } from './merge.repository';

/** Keeps what records are found by: each record of its own by its words and those of all that lead to it; the others by none. */
export async function renewSearch({ sql }: Transaction, practiceId: Id<'Practice'>, roots: ReadonlyMap<Id<'Patient'>, Id<'Patient'>>): Promise<void> {
  const patients = new PatientRepository(sql, practiceId);
  const records = [...roots.keys()];
  const telecom = await patients.telecomOf(records);
  for (const patient of await patients.findMany(records)) await patients.replaceSearchTokens(patient.id, searchTokens({ ...patient, telecom: telecom.get(patient.id) ?? [] }));
  await new MergeRepository(sql, practiceId).shareTokens(roots);
}
