import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession } from '@spindle/database';
import { AppointmentRepository } from '../appointments/appointment.repository';
import { parseReason, type InvalidInputError } from '../visit-flow/reason';
import type { AppointmentNotFoundError } from '../visit-flow/step-taker.service';
import type { AttentionReason } from './attention';
import { AttentionWriter } from './attention.writer';

export interface SettleVisitAttentionInput {
  readonly idempotencyKey: string;
  readonly appointmentId: Id<'Appointment'>;
  readonly attention: AttentionReason;
  readonly reason: string;
}

export interface AttentionNotOpenError { readonly kind: 'AttentionNotOpenError'; readonly message: string }
type Answer = Promise<Result<Id<'Appointment'>, AppointmentNotFoundError | AttentionNotOpenError | InvalidInputError | IdempotencyKeyReusedError>>;

/** Takes visits off the worklist once somebody has looked at them. */
export class AttentionService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  async settle(input: SettleVisitAttentionInput): Answer {
    const reason = parseReason(input.reason);
    if (!reason.ok) return reason;
    const { practiceId, personId } = this.#session.viewer;
    return this.#session.mutate({ operation: 'settleVisitAttention', input: { ...input } }, async ({ sql, audit }): Answer => {
      const visit = await new AppointmentRepository(sql, practiceId).findForChange(input.appointmentId);
      if (!visit) return err({ kind: 'AppointmentNotFoundError', message: 'There is no such appointment.' });
      audit.changed(visit.patientId, 'SCHEDULE');
      const settled = await new AttentionWriter(sql, practiceId).settle({
        appointmentId: visit.id, reason: input.attention, settledAt: this.#clock.now(), settledBy: personId, settlement: reason.value,
      });
      if (settled === 0) return err({ kind: 'AttentionNotOpenError', message: 'This visit has no such open point: somebody may have settled it. Read it again.' });
      return ok(visit.id);
    });
  }
}
