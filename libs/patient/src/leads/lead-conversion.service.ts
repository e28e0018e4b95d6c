import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession, Transaction } from '@spindle/database';
import { findPatient } from '../encounters/subject.service';
import type { PatientNotFoundError } from '../patients/patient.service';
import { LeadConversionRepository } from './lead-conversion.repository';

export interface ConvertLead {
  readonly idempotencyKey: string;
  readonly leadId: Id<'Lead'>;
  readonly patientId: Id<'Patient'>;
}

export interface LeadAlreadyConvertedError { readonly kind: 'LeadAlreadyConvertedError'; readonly message: string; readonly patientId: Id<'Patient'> | null }

type Converted = Result<Id<'Patient'>, PatientNotFoundError | LeadAlreadyConvertedError | IdempotencyKeyReusedError>;

/** Makes leads patients. */
export class LeadConversionService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  convert(input: ConvertLead): Promise<Converted> {
    const { leadId, patientId } = input;
    return this.#session.mutate({ operation: 'convertLead', input: { ...input } }, async (transaction): Promise<Converted> => {
      const patient = await findPatient(transaction, { practiceId: this.#session.viewer.practiceId, patientId }, 'IDENTITY');
      if (!patient.ok) return patient;
      const refusal = await this.becomes(transaction, leadId, patientId);
      return refusal ? err(refusal) : ok(patientId);
    });
  }

  /** Writes the conversion and tells the schedule of it, whose visits become the patient's. A refusal when the lead became somebody else before. */
  async becomes(transaction: Transaction, leadId: Id<'Lead'>, patientId: Id<'Patient'>): Promise<LeadAlreadyConvertedError | null> {
    const conversions = new LeadConversionRepository(transaction.sql, this.#session.viewer.practiceId);
    if (!(await conversions.insert(leadId, patientId, this.#clock.now()))) {
      return { kind: 'LeadAlreadyConvertedError', message: 'This lead is a patient already.', patientId: await conversions.patientOf(leadId) };
    }
    await transaction.outbox.add('LeadConverted', leadId, { leadId, patientId });
    return null;
  }
}
