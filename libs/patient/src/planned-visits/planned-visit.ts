import type { CalendarDay, Id } from '@spindle/kernel';

/** The copy of a visit that the schedule told of: enough to count it for a plan. */
export interface PlannedVisit {
  readonly appointmentId: Id<'Appointment'>;
  readonly patientId: Id<'Patient'>;
  readonly serviceTypeCode: string;
  readonly startsAt: Date;
  /** The calendar day of the visit where the practice is. */
  readonly day: CalendarDay;
  /** The visit's state as scheduling names it. */
  readonly state: string;
}

/** Of a plan: what tells which visits count for it. */
export interface VisitRange {
  readonly patientId: Id<'Patient'>;
  readonly serviceTypeCodes: readonly string[];
  readonly startsOn: CalendarDay;
  readonly closedOn: CalendarDay | null;
}

export interface VisitCounts {
  readonly planned: number;
  readonly booked: number;
  readonly attended: number;
  readonly left: number;
}

const AHEAD: ReadonlySet<string> = new Set(['BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_ROOM', 'IN_TREATMENT']);
const ATTENDED = 'COMPLETED';

/** Whether a visit counts for a plan: one of its patient's, of one of its services, on one of its days. */
export function countsFor(visit: PlannedVisit, plan: VisitRange): boolean {
  return visit.patientId === plan.patientId && plan.serviceTypeCodes.includes(visit.serviceTypeCode) && visit.day >= plan.startsOn && (plan.closedOn === null || visit.day <= plan.closedOn);
}

/** Counts a plan's visits; nothing is left when more were attended and booked than planned. */
export function countVisits(planned: number, visits: readonly PlannedVisit[]): VisitCounts {
  const booked = visits.filter(({ state }) => AHEAD.has(state)).length;
  const attended = visits.filter(({ state }) => state === ATTENDED).length;
  return { planned, booked, attended, left: Math.max(0, planned - booked - attended) };
}

/** The days on which the patient was treated, each once, in order. */
export function treatmentDays(visits: readonly PlannedVisit[]): readonly CalendarDay[] {
  return [...new Set(visits.filter(({ state }) => state === ATTENDED).map(({ day }) => day))].sort();
}
