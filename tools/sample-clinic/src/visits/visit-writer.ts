import { MINUTE } from '../calendar/day-number';
import { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import { CourseWriter } from '../care/course-writer';
import { needledAt } from '../care/treatment-writer';
import type { SampleContext } from '../clinic/context';
import { TRAVEL_MINUTES } from '../clinic/working-week';
import { cancellationCodeOf } from './course';
import type { GroupClasses } from './group-classes';
import { occupies, stateOf, type Visit, type VisitAction, type VisitStep } from './visit';

/** Half the way between the sites: what lies around the visits of those who travel. */
const TRAVEL_PADDING = (TRAVEL_MINUTES / 2) * MINUTE;

/** Writes visits as scheduling and the patient subgraph would have: appointment, steps, reserved time, encounter. */
export class VisitWriter {
  readonly #context: SampleContext;
  readonly #random: Random;
  readonly #courses: CourseWriter;
  readonly #classes: GroupClasses;

  constructor(context: SampleContext, classes: GroupClasses) {
    this.#context = context;
    this.#classes = classes;
    this.#courses = new CourseWriter(context);
    this.#random = new Random(context.seed, `${context.profile.practice.slug} encounters`);
  }

  write(visit: Visit, steps: readonly VisitStep[]): void {
    this.#writeAppointment(visit, steps);
    this.#writeSteps(visit, steps);
    this.#writeReservations(visit, steps);
    this.#writeEncounter(visit, steps);
    this.#classes.note(visit);
  }

  /** What is due by today, once all visits are written. */
  finish(): void {
    this.#courses.finish();
  }

  #writeAppointment(visit: Visit, steps: readonly VisitStep[]): void {
    const { duty: { practitioner, site, roomId, origin, day }, patient, startsAt, endsAt, heldUntil } = visit;
    const last = steps.at(-1);
    const localStart = wallTime(day, (startsAt - origin) / MINUTE);
    const timeOf = (action: VisitAction): Date | null => toDate(steps.find((step) => step.action === action)?.at);
    this.#context.sink.add('scheduling.appointment', {
      id: visit.id, version: steps.length + 1, state: stateOf(visit, steps), state_before: last?.from ?? null, state_changed_at: new Date(last?.at ?? visit.bookedAt), source: 'RECORDED',
      patient_id: patient.id, practitioner_id: practitioner.id, location_id: site.id, room_id: roomId, session_id: null, service_type_code: visit.service,
      starts_at: new Date(startsAt), ends_at: new Date(endsAt), local_start: localStart, time_zone: this.#context.profile.timeZone,
      hold_expires_at: toDate(heldUntil ?? undefined), replaces_id: visit.replacesId, cancellation_code: last ? cancellationCodeOf(last) : null, cancellation_reason: last?.action === 'CANCEL' ? last.reason : null,
      arrived_at: timeOf('CHECK_IN'), roomed_at: timeOf('ROOM'), treatment_started_at: timeOf('START'), completed_at: timeOf('COMPLETE'),
    });
    const state = stateOf(visit, steps);
    if (state === 'HELD' || state === 'EXPIRED') return;
    this.#context.sink.add('patient.planned_visit', { appointment_id: visit.id, patient_id: patient.id, service_type_code: visit.service, starts_at: new Date(startsAt), day: localStart.slice(0, 10), state });
  }

  #writeSteps(visit: Visit, steps: readonly VisitStep[]): void {
    for (const [place, { action, from, to, at, by, reason }] of steps.entries()) {
      this.#context.sink.add('scheduling.appointment_step', {
        appointment_id: visit.id, version: place + 2, action, from_state: from, to_state: to, taken_at: new Date(at), person_id: this.#context.people[by].id, reason,
      });
    }
  }

  #writeReservations(visit: Visit, steps: readonly VisitStep[]): void {
    const { duty: { practitioner, site, roomId }, patient } = visit;
    const during = rangeOf(visit.startsAt, visit.endsAt);
    const travel = this.#context.profile.sites.length > 1 ? rangeOf(visit.startsAt - TRAVEL_PADDING, visit.endsAt + TRAVEL_PADDING) : null;
    const state = stateOf(visit, steps);
    for (const resourceId of [practitioner.id, roomId, patient.id]) {
      this.#context.sink.add('scheduling.reservation', {
        holder_id: visit.id, appointment_id: visit.id, session_id: null, resource_id: resourceId, location_id: site.id, lanes: '[0,1)', during, starts_at: new Date(visit.startsAt), ends_at: new Date(visit.endsAt),
        live: occupies(state), expires_at: state === 'HELD' ? toDate(visit.heldUntil ?? undefined) : null, minutes_before: 0, minutes_after: 0, travel: resourceId === roomId ? null : travel,
      });
    }
  }

  /** An encounter begins when the patient arrives and ends with the treatment. */
  #writeEncounter(visit: Visit, steps: readonly VisitStep[]): void {
    const arrival = steps.find(({ action }) => action === 'CHECK_IN');
    if (!arrival) return;
    const completion = steps.find(({ action }) => action === 'COMPLETE');
    const id = timeOrderedId(arrival.at, this.#random);
    const attended = completion && { visit, encounterId: id, arrivedAt: arrival.at, completedAt: completion.at };
    const isNeedled = attended !== undefined && this.#courses.follow(attended);
    this.#context.sink.add('patient.encounter', {
      id, patient_id: visit.patient.id, appointment_id: visit.id, practitioner_id: visit.duty.practitioner.id,
      period_start: new Date(arrival.at), period_end: toDate(completion?.at), status: completion ? 'FINISHED' : 'IN_PROGRESS', source: 'RECORDED', needled_at: isNeedled ? new Date(needledAt(attended)) : null,
    });
  }
}

function rangeOf(from: number, to: number): string {
  return `[${new Date(from).toISOString()},${new Date(to).toISOString()})`;
}

function toDate(instant: number | undefined): Date | null {
  return instant === undefined ? null : new Date(instant);
}

/** What the clocks at the site show: "2026-03-09T08:30". */
function wallTime(day: number, minutes: number): string {
  return new Date((day * 1_440 + minutes) * MINUTE).toISOString().slice(0, 16);
}
