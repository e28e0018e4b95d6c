import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import type { EncounterNotFoundError } from '../encounters/encounter';
import { findSubject } from '../encounters/subject.service';
import { ObligationKeeper } from '../obligations/obligation-keeper.service';
import { latestDay } from '../practice-day';
import type { InvalidInputError } from '../patients/patient';
import type { PatientNotFoundError } from '../patients/patient.service';
import type { OutcomeMeasures } from './outcome-measure';
import { OutcomeScoreRepository } from './outcome-score.repository';
import { score, type ScoreRefusal } from './score';

export interface RecordOutcomeScore {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly encounterId: Id<'Encounter'> | null;
  /** Code of the measure. */
  readonly measure: string;
  readonly answeredOn: CalendarDay;
  readonly answers: readonly { readonly item: number; readonly answer: number }[];
}

export interface OutcomeMeasureNotFoundError { readonly kind: 'OutcomeMeasureNotFoundError'; readonly message: string; readonly known: readonly string[] }

type Recorded = Result<Id<'OutcomeScore'>, PatientNotFoundError | EncounterNotFoundError | OutcomeMeasureNotFoundError | InvalidInputError | ScoreRefusal | IdempotencyKeyReusedError>;

/** Scores outcome measures. Answers carry the score's id: the row is read again under the caller's rights. */
export class OutcomeScoreService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;
  readonly #measures: OutcomeMeasures;

  constructor(session: PracticeSession, { clock, measures }: { readonly clock: Clock; readonly measures: OutcomeMeasures }) {
    this.#session = session;
    this.#clock = clock;
    this.#measures = measures;
  }

  record(input: RecordOutcomeScore): Promise<Recorded> {
    return this.#session.mutate({ operation: 'recordOutcomeScore', input: { ...input } }, async (transaction): Promise<Recorded> => {
      const { practiceId, personId } = this.#session.viewer;
      const { patientId, encounterId, answeredOn, answers } = input;
      const subject = await findSubject(transaction, { practiceId, patientId, encounterId });
      if (!subject.ok) return subject;
      const measure = this.#measures.find(input.measure);
      if (!measure) return err({ kind: 'OutcomeMeasureNotFoundError', message: 'There is no such outcome measure.', known: this.#measures.all.map(({ code }) => code) });
      const flaw = inputFlaw(input, latestDay(this.#clock));
      if (flaw) return err(flaw);
      const scored = score(measure, new Map(answers.map(({ item, answer }) => [item, answer])));
      if (!scored.ok) return scored;
      const id = newId<'OutcomeScore'>();
      const { value, points, possible } = scored.value;
      await new OutcomeScoreRepository(transaction.sql, practiceId).insert({ id, patientId, encounterId, measureCode: measure.code, measureVersion: measure.version, answeredOn, value, points, possible, answers }, personId);
      await new ObligationKeeper(transaction, this.#session.viewer, this.#clock).measured(patientId, answeredOn);
      return ok(id);
    });
  }
}

function inputFlaw({ answeredOn, answers }: RecordOutcomeScore, today: CalendarDay): InvalidInputError | null {
  if (answeredOn > today) return { kind: 'InvalidInputError', field: 'answeredOn', message: 'The day lies in the future.' };
  const twice = answers.findIndex(({ item }, at) => answers.findIndex((each) => each.item === item) !== at);
  return twice < 0 ? null : { kind: 'InvalidInputError', field: `answers[${twice}].item`, message: 'This item is answered twice.' };
}
