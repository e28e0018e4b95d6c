import type { Id, Result } from '@spindle/kernel';
import type { Transaction } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import { requirePractitioner, type PractitionerRequiredError } from '../practitioner';
import { requireUnsigned, type EncounterNotFoundError, type EncounterNotOpenError, type NoteSignedError, type WrittenEncounter } from './encounter';
import { EncounterRepository } from './encounter.repository';

export type EncounterWriteError = EncounterNotFoundError | EncounterNotOpenError | NoteSignedError | PractitionerRequiredError;

/** Who writes in which encounter. */
export interface EncounterWriting {
  readonly encounter: WrittenEncounter;
  readonly practitionerId: Id<'Practitioner'>;
}

/** The encounter for a practitioner to write in, locked: two who write, or one who writes and one who signs, take turns. */
export async function writeInEncounter({ sql, audit }: Transaction, viewer: Viewer, id: Id<'Encounter'>): Promise<Result<EncounterWriting, EncounterWriteError>> {
  const practitioner = requirePractitioner(viewer);
  if (!practitioner.ok) return practitioner;
  const found = await new EncounterRepository(sql, viewer.practiceId).findForWriting(id);
  if (found) audit.changed(found.patientId, 'CLINICAL');
  const encounter = requireUnsigned(found);
  return encounter.ok ? { ok: true, value: { encounter: encounter.value, practitionerId: practitioner.value } } : encounter;
}
