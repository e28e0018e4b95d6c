import { dayIn, err, ok, PRACTICE_TIME_ZONE, todayIn, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import { findPatient } from '../encounters/subject.service';
import type { PatientNotFoundError } from '../patients/patient.service';
import type { BodyRegion } from '../reference-data/body-region';
import type { Procedure } from '../screenings/question-set';
import { signForm, withdraw, type ConsentAlreadyWithdrawnError, type ConsentSigner, type SignatureRefusal } from './consent';
import type { ConsentForms } from './consent-form';
import { ConsentRepository } from './consent.repository';

export interface SignConsent {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly procedure: Procedure;
  readonly formVersion: number;
  readonly regions: readonly BodyRegion[];
  readonly signer: ConsentSigner;
  /** Null: now. */
  readonly signedAt: Date | null;
  readonly acknowledged: readonly string[];
}

export interface WithdrawConsent {
  readonly idempotencyKey: string;
  readonly consentId: Id<'Consent'>;
  readonly reason: string | null;
}

export interface ConsentFormNotInForceError { readonly kind: 'ConsentFormNotInForceError'; readonly message: string; readonly currentVersion: number | null }
export interface ConsentNotFoundError { readonly kind: 'ConsentNotFoundError'; readonly message: string }

type Signed = Result<Id<'Consent'>, PatientNotFoundError | ConsentFormNotInForceError | SignatureRefusal | IdempotencyKeyReusedError>;
type Withdrawn = Result<Id<'Consent'>, ConsentNotFoundError | ConsentAlreadyWithdrawnError | IdempotencyKeyReusedError>;

/** Records signatures and withdrawals. Answers carry the consent's id: the row is read again under the caller's rights. */
export class ConsentService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;
  readonly #forms: ConsentForms;

  constructor(session: PracticeSession, { clock, forms }: { readonly clock: Clock; readonly forms: ConsentForms }) {
    this.#session = session;
    this.#clock = clock;
    this.#forms = forms;
  }

  sign({ idempotencyKey, patientId, procedure, formVersion, ...signature }: SignConsent): Promise<Signed> {
    return this.#session.mutate({ operation: 'signConsent', input: { idempotencyKey, patientId, procedure, formVersion, ...signature } }, async (transaction): Promise<Signed> => {
      const { practiceId, personId } = this.#session.viewer;
      const patient = await findPatient(transaction, { practiceId, patientId });
      if (!patient.ok) return patient;
      const now = this.#clock.now();
      const signedAt = signature.signedAt ?? now;
      const signedOn = dayIn(PRACTICE_TIME_ZONE, signedAt);
      const form = this.#forms.on(procedure, signedOn);
      if (form?.version !== formVersion) return err({ kind: 'ConsentFormNotInForceError', message: 'This version of the text is not in force on that day. Show the present one and sign again.', currentVersion: form?.version ?? null });
      const signed = signForm({ ...signature, signedAt, signedOn }, { form, birthDate: patient.value.birthDate, now });
      if (!signed.ok) return signed;
      const id = newId<'Consent'>();
      await this.#consents(transaction).insert({ ...signed.value, id, patientId, procedure, recordedBy: personId });
      return ok(id);
    });
  }

  withdraw(input: WithdrawConsent): Promise<Withdrawn> {
    return this.#session.mutate({ operation: 'withdrawConsent', input: { ...input } }, async (transaction): Promise<Withdrawn> => {
      const consents = this.#consents(transaction);
      const [consent] = await consents.findMany([input.consentId]);
      transaction.audit.changed(consent?.patientId ?? null, 'CLINICAL');
      if (!consent) return err({ kind: 'ConsentNotFoundError', message: 'There is no such consent in this practice.' });
      const withdrawn = withdraw(consent, { withdrawnAt: this.#clock.now(), withdrawnOn: todayIn(PRACTICE_TIME_ZONE, this.#clock), reason: input.reason });
      if (!withdrawn.ok) return withdrawn;
      const { id, patientId, procedure, formVersion, withdrawal } = withdrawn.value;
      if (!withdrawal || !(await consents.withdraw(id, withdrawal))) return err({ kind: 'ConsentAlreadyWithdrawnError', message: 'This consent was withdrawn before.' });
      await transaction.outbox.add('ConsentWithdrawn', patientId, { patientId, consentId: id, serviceTypeCodes: this.#forms.find(procedure, formVersion)?.serviceTypeCodes ?? [] });
      return ok(id);
    });
  }

  #consents({ sql }: Transaction): ConsentRepository {
    return new ConsentRepository(sql, this.#session.viewer.practiceId);
  }
}
