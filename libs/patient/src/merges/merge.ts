import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../patients/patient';
import { lengthFlaw } from '../texts';

/** Two records put together, and whether they still are. */
export interface MergeRecord {
  readonly id: Id<'MergeRecord'>;
  readonly survivorId: Id<'Patient'>;
  readonly mergedId: Id<'Patient'>;
  readonly reason: string;
  readonly mergedAt: Date;
  readonly mergedBy: Id<'Person'>;
  readonly unmergedAt: Date | null;
  readonly unmergedBy: Id<'Person'> | null;
  readonly unmergeReason: string | null;
}

/** A record as far as a merge looks at it: `mergedIntoId` null for one of its own. */
export interface MergeCandidate {
  readonly id: Id<'Patient'>;
  readonly mergedIntoId: Id<'Patient'> | null;
}

export interface PatientAlreadyMergedError { readonly kind: 'PatientAlreadyMergedError'; readonly message: string; readonly patientId: Id<'Patient'> }
export interface SamePatientError { readonly kind: 'SamePatientError'; readonly message: string }
export interface MergeUndoneError { readonly kind: 'MergeUndoneError'; readonly message: string }

const REASON = { least: 10, most: 500 } as const;

/** Whether two records may be put together: two different ones, neither of which went into another before. */
export function checkMerge(survivor: MergeCandidate, merged: MergeCandidate, reason: string): Result<string, PatientAlreadyMergedError | SamePatientError | InvalidInputError> {
  if (survivor.id === merged.id) return err({ kind: 'SamePatientError', message: 'This is one record: name two.' });
  const gone = [survivor, merged].find(({ mergedIntoId }) => mergedIntoId !== null);
  if (gone?.mergedIntoId) return err({ kind: 'PatientAlreadyMergedError', message: 'One of the records was merged into another one already. Name that one.', patientId: gone.mergedIntoId });
  const flaw = lengthFlaw('reason', reason, REASON);
  return flaw ? err(flaw) : ok(reason.trim());
}

/** The merge when it is undone. */
export function undoMerge(merge: MergeRecord, undone: { readonly at: Date; readonly by: Id<'Person'>; readonly reason: string }): Result<MergeRecord, MergeUndoneError | InvalidInputError> {
  if (merge.unmergedAt !== null) return err({ kind: 'MergeUndoneError', message: 'This merge was taken apart already.' });
  const flaw = lengthFlaw('reason', undone.reason, REASON);
  return flaw ? err(flaw) : ok({ ...merge, unmergedAt: undone.at, unmergedBy: undone.by, unmergeReason: undone.reason.trim() });
}
