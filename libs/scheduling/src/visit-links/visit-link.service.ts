import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { beyondWalls, newId, type IdempotencyKeyReusedError, type PracticeSession, type Sql, type Transaction } from '@spindle/database';
import { hashOfToken, newPracticeToken } from '@spindle/subgraph';
import { isRecorded, type RecordedAppointment } from '../appointments/appointment';
import { AppointmentRepository } from '../appointments/appointment.repository';
import { occupationOf } from '../booking/occupation-of';
import { ReservationService } from '../booking/reservation.service';
import { StepTaker, type AppointmentNotFoundError, type StepDetails } from '../visit-flow/step-taker.service';
import type { TransitionNotAllowedError } from '../visit-flow/transition';
import { isOpen, isStanding, LINK_NOT_VALID, toLinkedVisit, type LinkedVisit, type LinkNotValidError } from './visit-link';
import { VisitLinkRepository } from './visit-link.repository';

export interface CreateVisitLinkInput { readonly idempotencyKey: string; readonly appointmentId: Id<'Appointment'> }
export interface AnswerVisitByLinkInput { readonly idempotencyKey: string; readonly token: string; readonly answer: 'CONFIRM' | 'CANCEL' }

const HASH = /^[0-9a-f]{64}$/;

/** Makes links with which whoever holds one confirms or cancels a visit, and takes their answer. */
export class VisitLinkService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** The token is not kept: a repeat with the same key gives none. */
  async create(input: CreateVisitLinkInput): Promise<Result<string | null, AppointmentNotFoundError | TransitionNotAllowedError | IdempotencyKeyReusedError>> {
    const { practiceId } = this.#session.viewer;
    let token: string | null = null;
    const created = await this.#session.mutate({ operation: 'createVisitLink', input: { ...input } }, async ({ sql, audit }): Promise<Result<null, AppointmentNotFoundError | TransitionNotAllowedError>> => {
      const [visit] = await new AppointmentRepository(sql, practiceId).findMany([input.appointmentId]);
      audit.changed(visit?.patientId ?? null, 'SCHEDULE');
      const now = this.#clock.now();
      if (!visit) return err({ kind: 'AppointmentNotFoundError', message: 'There is no such appointment.' });
      if (!isStanding(visit, now)) return err({ kind: 'TransitionNotAllowedError', message: 'This visit is not still to come.', state: visit.state });
      token = newPracticeToken(practiceId);
      await new VisitLinkRepository(sql, practiceId).add({ id: newId<'VisitLink'>(), tokenHash: hashOfToken(token), appointmentId: visit.id, createdAt: now, expiresAt: visit.startsAt });
      return ok(null);
    });
    return created.ok ? ok(token) : created;
  }

  /** Null for every link that does not hold, whatever the reason. */
  async find(tokenHash: string): Promise<LinkedVisit | null> {
    if (!HASH.test(tokenHash)) return null;
    const link = await new VisitLinkRepository(this.#session, this.#session.viewer.practiceId).find(tokenHash);
    if (!link || !isOpen(link, this.#clock.now())) return null;
    const [visit] = await new AppointmentRepository(this.#session, this.#session.viewer.practiceId).findMany([link.appointmentId]);
    return visit && isRecorded(visit) && isStanding(visit, this.#clock.now()) ? toLinkedVisit(visit) : null;
  }

  /** A visitor may not see the visit: the house looks it up, and answers with time and site alone. */
  answer(input: AnswerVisitByLinkInput): Promise<Result<LinkedVisit, LinkNotValidError | IdempotencyKeyReusedError>> {
    return this.#session.mutate({ operation: 'answerVisitByLink', input: { ...input } }, (transaction) => beyondWalls(transaction.sql, () => this.#answer(transaction, input)));
  }

  async #answer(transaction: Transaction, { token, answer }: AnswerVisitByLinkInput): Promise<Result<LinkedVisit, LinkNotValidError>> {
    const { practiceId } = this.#session.viewer;
    transaction.audit.changed(null, 'SCHEDULE');
    const links = new VisitLinkRepository(transaction.sql, practiceId);
    const link = await links.findForChange(hashOfToken(token));
    const visit = link && isOpen(link, this.#clock.now()) ? await this.#findVisit(transaction.sql, link.appointmentId) : null;
    if (!link || !visit) return err(LINK_NOT_VALID);
    transaction.audit.changed(visit.patientId, 'SCHEDULE');
    if (!(await this.#takeStep(transaction, visit, answer))) return err(LINK_NOT_VALID);
    await links.use(link.id, this.#clock.now());
    return ok(toLinkedVisit(visit));
  }

  async #findVisit(sql: Sql, id: Id<'Appointment'>): Promise<RecordedAppointment | null> {
    const visit = await new AppointmentRepository(sql, this.#session.viewer.practiceId).findForChange(id);
    return visit && isRecorded(visit) && isStanding(visit, this.#clock.now()) ? visit : null;
  }

  /** Who confirms what is confirmed has said yes again. */
  async #takeStep(transaction: Transaction, visit: RecordedAppointment, answer: 'CONFIRM' | 'CANCEL'): Promise<boolean> {
    if (answer === 'CONFIRM' && visit.state === 'CONFIRMED') return true;
    const details: StepDetails = { reason: answer === 'CANCEL' ? 'Cancelled by the link in a message.' : null, cancellationCode: 'PATIENT_BY_LINK', roomId: visit.room?.id ?? null };
    const taker = new StepTaker(transaction, this.#session.viewer, this.#clock);
    const reservations = new ReservationService(transaction.sql, this.#session.viewer.practiceId);
    await reservations.lock([occupationOf(visit)]);
    const step = await taker.decide(visit, answer, details);
    if (!step.ok) return false;
    if (step.value.reservations === 'RELEASE') await reservations.free([visit.id]);
    await taker.record(visit, step.value, details);
    return true;
  }
}
