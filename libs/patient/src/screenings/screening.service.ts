import { err, ok, PRACTICE_TIME_ZONE, todayIn, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import type { EncounterNotFoundError } from '../encounters/encounter';
import { findSubject } from '../encounters/subject.service';
import type { PatientNotFoundError } from '../patients/patient.service';
import type { PractitionerRequiredError } from '../practitioner';
import type { QuestionSetKey, QuestionSets } from './question-set';
import { answerQuestions, decide, DECIDED_BEFORE, isGrave, refuseLateAnswers, type AnswersRefusal, type AskedTooLateError, type NothingToDecideError, type ReasonRequiredError, type Screening, type ScreeningDecision } from './screening';
import { ScreeningRepository } from './screening.repository';

export interface RecordScreening {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly questionSet: QuestionSetKey;
  readonly encounterId: Id<'Encounter'> | null;
  readonly answers: readonly { readonly question: string; readonly option: string }[];
}

export interface DecideScreening {
  readonly idempotencyKey: string;
  readonly screeningId: Id<'Screening'>;
  readonly decision: ScreeningDecision['decision'];
  readonly reason: string;
}

export interface NoQuestionsInForceError { readonly kind: 'NoQuestionsInForceError'; readonly message: string }
export interface ScreeningNotFoundError { readonly kind: 'ScreeningNotFoundError'; readonly message: string }

type Recorded = Result<Id<'Screening'>, PatientNotFoundError | EncounterNotFoundError | NoQuestionsInForceError | AnswersRefusal | AskedTooLateError | IdempotencyKeyReusedError>;
type Decided = Result<Id<'Screening'>, ScreeningNotFoundError | NothingToDecideError | PractitionerRequiredError | ReasonRequiredError | IdempotencyKeyReusedError>;

/** Records screenings and what practitioners decide about them. Answers carry the screening's id: the row is read again under the caller's rights. */
export class ScreeningService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;
  readonly #questionSets: QuestionSets;

  constructor(session: PracticeSession, { clock, questionSets }: { readonly clock: Clock; readonly questionSets: QuestionSets }) {
    this.#session = session;
    this.#clock = clock;
    this.#questionSets = questionSets;
  }

  record(input: RecordScreening): Promise<Recorded> {
    return this.#session.mutate({ operation: 'recordScreening', input: { ...input } }, async (transaction): Promise<Recorded> => {
      const { practiceId, personId } = this.#session.viewer;
      const subject = await findSubject(transaction, { practiceId, patientId: input.patientId, encounterId: input.encounterId });
      if (!subject.ok) return subject;
      const screenings = this.#screenings(transaction);
      const late = refuseLateAnswers(subject.value.encounter, this.#clock.now());
      if (late) return err(late);
      const day = todayIn(PRACTICE_TIME_ZONE, this.#clock);
      const set = this.#questionSets.on(input.questionSet, day);
      if (!set) return err({ kind: 'NoQuestionsInForceError', message: 'There is no version of these questions for today.' });
      const [previous = null] = await screenings.latest([{ patientId: input.patientId, questionSet: set.key, day }]);
      const answered = answerQuestions(set, { given: input.answers, previous, day });
      if (!answered.ok) return answered;
      const { patientId, encounterId } = input;
      const screening: Screening = { ...answered.value, id: newId<'Screening'>(), patientId, encounterId, questionSet: set.key, questionSetVersion: set.version, answeredOn: day, answeredAt: this.#clock.now(), recordedBy: personId };
      await screenings.insert(screening);
      if (isGrave(screening.outcome) && !screening.decision) await transaction.outbox.add('ScreeningFailed', patientId, { patientId, screeningId: screening.id, serviceTypeCodes: set.serviceTypeCodes });
      return ok(screening.id);
    });
  }

  decide(input: DecideScreening): Promise<Decided> {
    return this.#session.mutate({ operation: 'decideScreening', input: { ...input } }, async (transaction): Promise<Decided> => {
      const screenings = this.#screenings(transaction);
      const [screening] = await screenings.findMany([input.screeningId]);
      transaction.audit.changed(screening?.patientId ?? null, 'CLINICAL');
      if (!screening) return err({ kind: 'ScreeningNotFoundError', message: 'There is no such screening in this practice.' });
      const { decision, reason } = input;
      const decided = decide(screening, { decision, reason, practitionerId: this.#session.viewer.practitionerId ?? null, decidedAt: this.#clock.now() });
      if (!decided.ok) return decided;
      const isSaved = decided.value.decision !== null && (await screenings.saveDecision(screening.id, decided.value.decision));
      return isSaved ? ok(screening.id) : err(DECIDED_BEFORE);
    });
  }

  #screenings({ sql }: Transaction): ScreeningRepository {
    return new ScreeningRepository(sql, this.#session.viewer.practiceId);
  }
}
