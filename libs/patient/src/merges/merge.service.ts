import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import type { InvalidInputError } from '../patients/patient';
import type { PatientNotFoundError } from '../patients/patient.service';
import { checkMerge, undoMerge, type MergeRecord, type MergeUndoneError, type PatientAlreadyMergedError, type SamePatientError } from './merge';
import { MergeRepository } from './merge.repository';
import { renewSearch } from './merged-search.service';

export interface MergePatients {
  readonly idempotencyKey: string;
  readonly survivorId: Id<'Patient'>;
  readonly mergedId: Id<'Patient'>;
  readonly reason: string;
}

export interface UnmergePatients {
  readonly idempotencyKey: string;
  readonly mergeId: Id<'MergeRecord'>;
  readonly reason: string;
}

export interface MergeNotFoundError { readonly kind: 'MergeNotFoundError'; readonly message: string }

type Merged = Result<Id<'MergeRecord'>, PatientNotFoundError | PatientAlreadyMergedError | SamePatientError | InvalidInputError | IdempotencyKeyReusedError>;
type Unmerged = Result<Id<'MergeRecord'>, MergeNotFoundError | MergeUndoneError | InvalidInputError | IdempotencyKeyReusedError>;

/** Puts records together and takes them apart. */
export class MergeService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  merge(input: MergePatients): Promise<Merged> {
    const { survivorId, mergedId } = input;
    return this.#session.mutate({ operation: 'mergePatients', input: { ...input } }, async (transaction): Promise<Merged> => {
      const merges = this.#merges(transaction);
      const records = await merges.lock([survivorId, mergedId]);
      const [survivor, merged] = [records.get(survivorId), records.get(mergedId)];
      if (!survivor || !merged) return err({ kind: 'PatientNotFoundError', message: 'There is no such patient in this practice.' });
      for (const id of [survivorId, mergedId]) transaction.audit.changed(id, 'IDENTITY');
      const reason = checkMerge(survivor, merged, input.reason);
      if (!reason.ok) return reason;
      const record: MergeRecord = { id: newId(), survivorId, mergedId, reason: reason.value, mergedAt: this.#clock.now(), mergedBy: this.#session.viewer.personId, unmergedAt: null, unmergedBy: null, unmergeReason: null };
      await merges.insert(record);
      await merges.lead(mergedId, survivorId);
      await this.#follow(transaction, [survivorId]);
      await transaction.outbox.add('PatientMerged', survivorId, { survivorId, mergedId });
      return ok(record.id);
    });
  }

  unmerge(input: UnmergePatients): Promise<Unmerged> {
    return this.#session.mutate({ operation: 'unmergePatients', input: { ...input } }, async (transaction): Promise<Unmerged> => {
      const merges = this.#merges(transaction);
      const merge = await merges.findForChange(input.mergeId);
      if (!merge) return err({ kind: 'MergeNotFoundError', message: 'There is no such merge in this practice.' });
      const { survivorId, mergedId } = merge;
      for (const id of [survivorId, mergedId]) transaction.audit.changed(id, 'IDENTITY');
      const undone = undoMerge(merge, { at: this.#clock.now(), by: this.#session.viewer.personId, reason: input.reason });
      if (!undone.ok) return undone;
      await merges.lock([...(await merges.rootsOf([survivorId])).keys()]);
      await merges.undo(undone.value);
      await merges.lead(mergedId, null);
      await this.#follow(transaction, [survivorId, mergedId]);
      await transaction.outbox.add('PatientUnmerged', survivorId, { survivorId, mergedId });
      return ok(merge.id);
    });
  }

  /** Everything of the records goes where they lead now; each record's words find the end of its chain. */
  async #follow(transaction: Transaction, ids: readonly Id<'Patient'>[]): Promise<void> {
    const merges = this.#merges(transaction);
    const roots = await merges.rootsOf(ids);
    await merges.pointRows(roots);
    await renewSearch(transaction, this.#session.viewer.practiceId, roots);
  }

  #merges({ sql }: Transaction): MergeRepository {
    return new MergeRepository(sql, this.#session.viewer.practiceId);
  }
}
