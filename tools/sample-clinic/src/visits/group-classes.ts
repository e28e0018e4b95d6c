import type { Id } from '@spindle/kernel';
import { isHoliday } from '../calendar/holidays';
import { calendarDay, clockOrigin, DAY, HOUR, MINUTE, weekday, type DayNumber } from '../calendar/day-number';
import { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import type { Clinic, SampleContext } from '../clinic/context';
import { CLASSES } from '../clinic/services';
import { TRAVEL_MINUTES } from '../clinic/working-week';
import type { PatientInCare } from '../people/patient-in-care';
import type { Visit } from './visit';

/** Each Wednesday of the coming weeks, at noon: the demo practitioner's own time between visits, in their own room. */
const WEDNESDAY = 3;
const DAYS_AHEAD = 28;
const BEGINS_AT = 12 * HOUR;
/** Of the six seats. */
const SEATED = 4;
const TRAVEL_PADDING = (TRAVEL_MINUTES / 2) * MINUTE;

interface ClassSession {
  readonly id: string;
  readonly day: DayNumber;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Writes the classes to come of a practice, and the visits of those who have a seat. */
export class GroupClasses {
  readonly #context: SampleContext;
  readonly #clinic: Clinic;
  readonly #random: Random;
  readonly #days: ReadonlySet<DayNumber>;
  /** Who has another visit on the day of a class. */
  readonly #busy = new Set<string>();

  constructor(context: SampleContext, clinic: Clinic) {
    this.#context = context;
    this.#clinic = clinic;
    this.#random = new Random(context.seed, `${context.profile.practice.slug} classes`);
    const coming = Array.from({ length: DAYS_AHEAD }, (_none, place) => context.today + 1 + place);
    this.#days = new Set(coming.filter((day) => weekday(day) === WEDNESDAY && !isHoliday(day)));
  }

  /** Hears of a visit that was arranged. */
  note({ duty: { day }, patient }: Visit): void {
    if (this.#days.has(day)) this.#busy.add(`${day} ${patient.id}`);
  }

  /** All other visits are arranged: those who have none that day may have a seat. */
  finish(patients: readonly PatientInCare[]): void {
    for (const day of this.#days) {
      const free = patients.filter(({ id }) => !this.#busy.has(`${day} ${id}`));
      const session = this.#writeSession(day);
      for (let seat = 0; seat < Math.min(SEATED, free.length); seat += 1) {
        const [patient] = free.splice(this.#random.between(0, free.length - 1), 1);
        if (patient) this.#writeSeat(session, patient, seat);
      }
    }
  }

  #writeSession(day: DayNumber): ClassSession {
    const { sink, profile: { demo: { practitionerId }, timeZone }, now } = this.#context;
    const startsAt = clockOrigin(day, timeZone) + BEGINS_AT;
    const session = { id: timeOrderedId(now - 20 * DAY, this.#random), day, startsAt, endsAt: startsAt + CLASSES.GROUP_EXERCISE.minutes * MINUTE };
    const [locationId, roomId] = this.#place();
    sink.add('scheduling.group_session', {
      id: session.id, version: 1, state: 'PLANNED', service_type_code: 'GROUP_EXERCISE', practitioner_id: practitionerId, location_id: locationId, room_id: roomId, seats: CLASSES.GROUP_EXERCISE.seats,
      ...this.#times(session),
    });
    sink.add('scheduling.resource', { id: session.id, kind: 'SESSION', capacity: CLASSES.GROUP_EXERCISE.seats });
    for (const resourceId of [practitionerId, roomId]) this.#reserve(session, { holderId: session.id, appointmentId: null, resourceId, lane: 0, travels: resourceId === practitionerId });
    return session;
  }

  #writeSeat(session: ClassSession, patient: PatientInCare, seat: number): void {
    const { sink, profile: { demo: { practitionerId } }, now } = this.#context;
    const bookedAt = now - this.#random.between(2 * HOUR, 10 * DAY);
    const id = timeOrderedId(bookedAt, this.#random);
    const [locationId, roomId] = this.#place();
    const { local_start: localStart, starts_at: startsAt } = this.#times(session);
    sink.add('scheduling.appointment', {
      id, version: 1, state: 'BOOKED', state_before: null, state_changed_at: new Date(bookedAt), source: 'RECORDED', patient_id: patient.id, practitioner_id: practitionerId, location_id: locationId, room_id: roomId,
      session_id: session.id, service_type_code: 'GROUP_EXERCISE', ...this.#times(session), hold_expires_at: null, replaces_id: null, cancellation_code: null, cancellation_reason: null,
      arrived_at: null, roomed_at: null, treatment_started_at: null, completed_at: null,
    });
    sink.add('patient.planned_visit', { appointment_id: id, patient_id: patient.id, service_type_code: 'GROUP_EXERCISE', starts_at: startsAt, day: localStart.slice(0, 10), state: 'BOOKED' });
    this.#reserve(session, { holderId: id, appointmentId: id, resourceId: session.id, lane: seat, travels: false });
    this.#reserve(session, { holderId: id, appointmentId: id, resourceId: patient.id, lane: 0, travels: true });
  }

  #reserve({ id, startsAt, endsAt }: ClassSession, { holderId, appointmentId, resourceId, lane, travels }: { holderId: string; appointmentId: string | null; resourceId: string; lane: number; travels: boolean }): void {
    const { sink, profile: { sites } } = this.#context;
    sink.add('scheduling.reservation', {
      holder_id: holderId, appointment_id: appointmentId, session_id: appointmentId === null ? id : null, resource_id: resourceId, location_id: this.#place()[0], lanes: `[${lane},${lane + 1})`,
      during: rangeOf(startsAt, endsAt), starts_at: new Date(startsAt), ends_at: new Date(endsAt), live: true, expires_at: null, minutes_before: 0, minutes_after: 0,
      travel: travels && sites.length > 1 ? rangeOf(startsAt - TRAVEL_PADDING, endsAt + TRAVEL_PADDING) : null,
    });
  }

  #times({ day, startsAt, endsAt }: ClassSession): { starts_at: Date; ends_at: Date; local_start: string; time_zone: string } {
    return { starts_at: new Date(startsAt), ends_at: new Date(endsAt), local_start: `${calendarDay(day)}T${String(BEGINS_AT / HOUR)}:00`, time_zone: this.#context.profile.timeZone };
  }

  /** The first site, and the room that the demo practitioner has there. */
  #place(): readonly [Id<'Location'>, Id<'Room'>] {
    const [site] = this.#clinic.sites;
    const room = site?.roomIds[0];
    if (!site || !room) throw new RangeError('The practice has no room.');
    return [site.id, room];
  }
}

function rangeOf(from: number, to: number): string {
  return `[${new Date(from).toISOString()},${new Date(to).toISOString()})`;
}
