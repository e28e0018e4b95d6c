import { ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import type { EncounterNotFoundError } from '../encounters/encounter';
import { findSubject } from '../encounters/subject.service';
import type { InvalidInputError } from '../patients/patient';
import type { PatientNotFoundError } from '../patients/patient.service';
import { checkMark, type MarkedPlace, type OutsideBodyRegionError, type UnknownBodyRegionError } from './body-mark';
import { BodyMarkRepository } from './body-mark.repository';

export interface AddBodyMark extends MarkedPlace {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly encounterId: Id<'Encounter'> | null;
}

type Added = Result<Id<'BodyMark'>, PatientNotFoundError | EncounterNotFoundError | InvalidInputError | UnknownBodyRegionError | OutsideBodyRegionError | IdempotencyKeyReusedError>;

/** Marks places on the body chart. Answers carry the mark's id: the row is read again under the caller's rights. */
export class BodyMarkService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  add(input: AddBodyMark): Promise<Added> {
    return this.#session.mutate({ operation: 'addBodyMark', input: { ...input } }, async (transaction): Promise<Added> => {
      const { practiceId, personId } = this.#session.viewer;
      const { patientId, encounterId } = input;
      const subject = await findSubject(transaction, { practiceId, patientId, encounterId });
      if (!subject.ok) return subject;
      const { idempotencyKey: _key, ...place } = input;
      const mark = checkMark(place);
      if (!mark.ok) return mark;
      const id = newId<'BodyMark'>();
      await new BodyMarkRepository(transaction.sql, practiceId).insert({ ...mark.value, id, markedAt: this.#clock.now() }, personId);
      return ok(id);
    });
  }
}
