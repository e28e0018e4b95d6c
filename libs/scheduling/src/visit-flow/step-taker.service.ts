import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { Transaction } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import { cancellationNoticeHoursOf, isRecorded, type RecordedAppointment } from '../appointments/appointment';
import { AppointmentRepository } from '../appointments/appointment.repository';
import { AppointmentWriter } from '../appointments/appointment.writer';
import { VisitNews } from '../appointments/visit-news.service';
import type { CancellationCode } from '../cancellations/cancellation';
import { dayOf, dayRange } from '../wall-time';
import { stampsAfter } from './stamps';
import { staleVersion, type StaleVersionError } from './stale-version';
import { authorityOf, transition, type Transition, type TransitionNotAllowedError, type VisitAction } from './transition';
import { VisitFlowRepository } from './visit-flow.repository';

export interface AppointmentNotFoundError { readonly kind: 'AppointmentNotFoundError'; readonly message: string }
export type FindError = AppointmentNotFoundError | StaleVersionError | TransitionNotAllowedError;

/** An appointment as the caller read it. */
export interface AppointmentVersion {
  readonly appointmentId: Id<'Appointment'>;
  readonly version: number;
}

/** What a step brings along. */
export interface StepDetails {
  /** Why, in words. */
  readonly reason: string | null;
  /** Why a visit is cancelled or was missed; absent where nobody had booked it. */
  readonly cancellationCode?: CancellationCode;
  /** The room of the visit after the step. */
  readonly roomId: Id<'Room'> | null;
}

/** Takes one step of the visit flow inside a transaction: finds the appointment, asks the rule, writes what it decided. */
export class StepTaker {
  readonly #transaction: Transaction;
  readonly #viewer: Viewer;
  readonly #now: Date;
  readonly #steps: VisitFlowRepository;

  constructor(transaction: Transaction, viewer: Viewer, clock: Clock) {
    this.#transaction = transaction;
    this.#viewer = viewer;
    this.#now = clock.now();
    this.#steps = new VisitFlowRepository(transaction.sql, viewer.practiceId);
  }

  /** The appointment in the version that was read, locked until the transaction ends. */
  async find({ appointmentId, version }: AppointmentVersion): Promise<Result<RecordedAppointment, FindError>> {
    const appointment = await new AppointmentRepository(this.#transaction.sql, this.#viewer.practiceId).findForChange(appointmentId);
    if (!appointment) return err({ kind: 'AppointmentNotFoundError', message: 'There is no such appointment.' });
    this.#transaction.audit.changed(appointment.patientId, 'SCHEDULE');
    if (appointment.version !== version) return err(staleVersion('appointment', appointment.version));
    if (!isRecorded(appointment)) return err({ kind: 'TransitionNotAllowedError', message: 'Imported history is not changed.', state: appointment.state });
    return ok(appointment);
  }

  /** Asks the rule. The resources of the visit are locked when the step depends on a room. */
  async decide(appointment: RecordedAppointment, action: VisitAction, { reason, roomId }: StepDetails): Promise<Result<Transition, TransitionNotAllowedError>> {
    const { location, timeZone } = appointment;
    const visitDay = dayOf(appointment.startsAt, timeZone);
    const known = await this.#steps.findFacts(appointment, roomId, dayRange(visitDay, timeZone));
    return transition(appointment, action, {
      ...known, reason, visitDay, now: this.#now, today: dayOf(this.#now, timeZone), changedOn: dayOf(appointment.stateChangedAt, timeZone),
      cancellationNoticeHours: cancellationNoticeHoursOf(appointment), noShowGraceMinutes: location.noShowGraceMinutes, authority: authorityOf(this.#viewer.roles),
    });
  }

  /** Writes the new state, the step and, for all but a move, its event. */
  async record(appointment: RecordedAppointment, step: Transition, { reason, roomId, cancellationCode }: StepDetails): Promise<void> {
    const { id, version } = appointment;
    const isGivenUp = step.to === 'CANCELLED' || step.to === 'LATE_CANCELLED' || step.to === 'NO_SHOW';
    const written = await new AppointmentWriter(this.#transaction.sql, this.#viewer.practiceId).change({
      id, version, state: step.to, stateBefore: step.from, changedAt: this.#now, roomId, ...stampsAfter(appointment, step, this.#now),
      cancellationCode: isGivenUp ? cancellationCode ?? null : null, cancellationReason: isGivenUp ? reason : null,
    });
    if (!written) throw new Error('A locked appointment changed its version.');
    await this.#steps.addStep({ ...step, appointmentId: id, version: version + 1, takenAt: this.#now, personId: this.#viewer.personId, reason });
    await this.#tell(appointment, step);
  }

  /** A hold that ends unbooked is nobody's business: nobody was told of it. */
  async #tell(appointment: RecordedAppointment, { action, from, to }: Transition): Promise<void> {
    if (from === 'HELD' && to !== 'BOOKED') return;
    const news = new VisitNews(this.#transaction);
    await (action === 'REVERT' ? news.wentBack(appointment, to) : news.wentOn(appointment, to, this.#now));
  }
}
