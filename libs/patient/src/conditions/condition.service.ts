import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { ICD_10_CM, type DiagnosisCodes, type DiagnosisRefusal } from '../condition-catalog/diagnosis-code';
import { findPatient } from '../encounters/subject.service';
import type { InvalidInputError } from '../patients/patient';
import type { PatientNotFoundError } from '../patients/patient.service';
import { latestDay } from '../practice-day';
import { ConditionRepository } from './condition.repository';

export interface RecordCondition {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly diagnosisCode: string;
  readonly on: CalendarDay;
  readonly onset: CalendarDay | null;
}

type Recorded = Result<Id<'Condition'>, PatientNotFoundError | InvalidInputError | DiagnosisRefusal | IdempotencyKeyReusedError>;

/** Puts diagnoses on the chart. */
export class ConditionService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;
  readonly #codes: DiagnosisCodes;

  constructor(session: PracticeSession, { clock, codes }: { readonly clock: Clock; readonly codes: DiagnosisCodes }) {
    this.#session = session;
    this.#clock = clock;
    this.#codes = codes;
  }

  record(input: RecordCondition): Promise<Recorded> {
    return this.#session.mutate({ operation: 'recordCondition', input: { ...input } }, async (transaction): Promise<Recorded> => {
      const { practiceId } = this.#session.viewer;
      const patient = await findPatient(transaction, { practiceId, patientId: input.patientId });
      if (!patient.ok) return patient;
      const flaw = dayFlaw(input, latestDay(this.#clock));
      if (flaw) return err(flaw);
      const diagnosis = this.#codes.check(input.diagnosisCode, input.on);
      if (!diagnosis.ok) return diagnosis;
      const id = newId<'Condition'>();
      await new ConditionRepository(transaction.sql, practiceId).insert({
        id, patientId: input.patientId, code: { system: ICD_10_CM, code: diagnosis.value.code, text: diagnosis.value.text },
        onset: input.onset, abatement: null, clinicalStatus: 'ACTIVE', source: 'RECORDED',
      });
      return ok(id);
    });
  }
}

function dayFlaw({ on, onset }: RecordCondition, today: CalendarDay): InvalidInputError | null {
  if (on > today) return { kind: 'InvalidInputError', field: 'on', message: 'The day of the diagnosis lies in the future.' };
  return onset !== null && onset > on ? { kind: 'InvalidInputError', field: 'onset', message: 'It cannot begin after the day of the diagnosis.' } : null;
}
