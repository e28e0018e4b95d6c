import type { Id } from '@spindle/kernel';
import type { DemoRole } from '../sample-practices';
import type { DayNumber } from '../calendar/day-number';
import type { Practitioner, Site } from '../clinic/context';
import type { ServiceCode } from '../clinic/services';
import type { PatientInCare } from '../people/patient-in-care';

/** Practitioner, room and day of the visits that follow each other there. */
export interface Duty {
  readonly practitioner: Practitioner;
  readonly site: Site;
  readonly roomId: Id<'Room'>;
  readonly day: DayNumber;
  /** The instant from which the minutes of the day's clock count. */
  readonly origin: number;
}

/** A visit that was arranged. Instants are milliseconds since 1970. */
export interface Visit {
  readonly id: string;
  readonly duty: Duty;
  readonly patient: PatientInCare;
  readonly service: ServiceCode;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly bookedAt: number;
  readonly replacesId: string | null;
  /** Until when the time is only held; null: it is booked. */
  readonly heldUntil: number | null;
}

export type VisitState = 'HELD' | 'BOOKED' | 'CONFIRMED' | 'ARRIVED' | 'IN_ROOM' | 'IN_TREATMENT' | 'COMPLETED'
  | 'EXPIRED' | 'CANCELLED' | 'LATE_CANCELLED' | 'NO_SHOW' | 'RESCHEDULED' | 'ENTERED_IN_ERROR';

export type VisitAction = 'EXPIRE' | 'CONFIRM' | 'CHECK_IN' | 'ROOM' | 'START' | 'COMPLETE' | 'CANCEL' | 'RECORD_NO_SHOW' | 'RESCHEDULE' | 'ENTER_IN_ERROR';

/** A step of the visit flow, as scheduling records it. */
export interface VisitStep {
  readonly action: VisitAction;
  readonly from: VisitState;
  readonly to: VisitState;
  readonly at: number;
  readonly by: DemoRole;
  readonly reason: string | null;
}

const GIVEN_BACK: ReadonlySet<VisitState> = new Set(['EXPIRED', 'CANCELLED', 'LATE_CANCELLED', 'NO_SHOW', 'RESCHEDULED', 'ENTERED_IN_ERROR']);

/** Whether a visit in this state takes the time of practitioner, room and patient. */
export function occupies(state: VisitState): boolean {
  return !GIVEN_BACK.has(state);
}

export function stateOf(visit: Visit, steps: readonly VisitStep[]): VisitState {
  return steps.at(-1)?.to ?? (visit.heldUntil === null ? 'BOOKED' : 'HELD');
}
