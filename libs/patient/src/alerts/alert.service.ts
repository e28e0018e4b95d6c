import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { findPatient } from '../encounters/subject.service';
import { stale } from '../episodes/episode.service';
import type { InvalidInputError } from '../patients/patient';
import type { PatientNotFoundError, StaleVersionError } from '../patients/patient.service';
import { lengthFlaw } from '../texts';
import { endAlert, refuseCategory, type AlertCategory, type AlertCategoryNotAllowedError, type AlertEndedError, type PatientAlert } from './alert';
import { AlertRepository } from './alert.repository';

export interface PinAlert {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly category: AlertCategory;
  readonly text: string;
}

export interface EndAlert {
  readonly idempotencyKey: string;
  readonly alertId: Id<'PatientAlert'>;
  readonly version: number;
}

export interface AlertNotFoundError { readonly kind: 'AlertNotFoundError'; readonly message: string }

type Pinned = Result<Id<'PatientAlert'>, PatientNotFoundError | AlertCategoryNotAllowedError | InvalidInputError | IdempotencyKeyReusedError>;
type Ended = Result<Id<'PatientAlert'>, AlertNotFoundError | AlertEndedError | AlertCategoryNotAllowedError | StaleVersionError | IdempotencyKeyReusedError>;

/** Pins alerts to patients and ends them. */
export class AlertService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  find(id: Id<'PatientAlert'>): Promise<PatientAlert | null> {
    return new AlertRepository(this.#session, this.#session.viewer.practiceId).find(id);
  }

  pin(input: PinAlert): Promise<Pinned> {
    const { patientId, category } = input;
    const { viewer } = this.#session;
    return this.#session.mutate({ operation: 'pinAlert', input: { ...input } }, async (transaction): Promise<Pinned> => {
      const patient = await findPatient(transaction, { practiceId: viewer.practiceId, patientId }, category === 'CLINICAL' ? 'CLINICAL' : 'STAFF');
      if (!patient.ok) return patient;
      const refusal = refuseCategory(category, this.#isTreating) ?? lengthFlaw('text', input.text, { least: 3, most: 300 });
      if (refusal) return err(refusal);
      const alert: PatientAlert = { id: newId(), version: 1, patientId, category, text: input.text.trim(), pinnedAt: this.#clock.now(), endedAt: null };
      await new AlertRepository(transaction.sql, viewer.practiceId).insert(alert, viewer.personId);
      return ok(alert.id);
    });
  }

  end(input: EndAlert): Promise<Ended> {
    return this.#session.mutate({ operation: 'endAlert', input: { ...input } }, async ({ sql, audit }): Promise<Ended> => {
      const alerts = new AlertRepository(sql, this.#session.viewer.practiceId);
      const alert = await alerts.findForChange(input.alertId);
      if (!alert) return err({ kind: 'AlertNotFoundError', message: 'There is no such alert in this practice.' });
      audit.changed(alert.patientId, alert.category === 'CLINICAL' ? 'CLINICAL' : 'STAFF');
      const refusal = refuseCategory(alert.category, this.#isTreating) ?? (alert.version === input.version ? null : stale(alert.version));
      if (refusal) return err(refusal);
      const ended = endAlert(alert, this.#clock.now());
      if (!ended.ok) return ended;
      await alerts.end(ended.value);
      return ok(alert.id);
    });
  }

  get #isTreating(): boolean {
    return this.#session.viewer.roles.includes('PRACTITIONER');
  }
}
