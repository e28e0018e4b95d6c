import { DAY, HOUR, MINUTE } from '../calendar/day-number';
import { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import { mayPractise, type SampleContext } from '../clinic/context';
import { SERVICES } from '../clinic/services';
import type { Billing } from '../money/billing';
import type { PatientInCare } from '../people/patient-in-care';
import type { CarePool } from './care-pool';
import { chooseService } from './choose-service';
import { courseOf, movedCourse } from './course';
import type { DutyHours } from './day-book';
import { occupies, stateOf, type Visit, type VisitStep } from './visit';
import type { VisitWriter } from './visit-writer';

const GRID_MINUTES = 15;
const WAS_MOVED = 0.045;
const MOVED_TWICE = 0.2;
const HOLD_RAN_OUT = 0.006;
const HOLD_MINUTES = 10;
const GAP_IS_FILLED_AGAIN = 0.6;

/** A time of a practitioner that a patient may get, free since an instant. */
interface Slot extends Pick<Visit, 'patient' | 'service' | 'startsAt' | 'endsAt'> {
  readonly duty: DutyHours;
  readonly freeSince: number;
}

/** Where in a stretch the next visit may begin, and since when that time is free. */
interface Position {
  readonly minute: number;
  readonly freeSince: number;
}

/** Fills practitioners' days with visits, one after the other, so that no two that take place overlap. */
export class VisitPlanner {
  readonly #context: SampleContext;
  readonly #pool: CarePool;
  readonly #writer: VisitWriter;
  readonly #billing: Billing;
  readonly #random: Random;
  readonly #lastDuty = new Map<number, DutyHours>();
  /** Appointments written so far, in whatever state. */
  arranged = 0;

  constructor(context: SampleContext, parts: { pool: CarePool; writer: VisitWriter; billing: Billing }) {
    this.#context = context;
    this.#pool = parts.pool;
    this.#writer = parts.writer;
    this.#billing = parts.billing;
    this.#random = new Random(context.seed, `${context.profile.practice.slug} visits`);
  }

  /** Fills a duty so far (0 to 1). `expected` is how many patients the practice should know by then. */
  fill(duty: DutyHours, share: number, expected: number): void {
    for (const [from, to] of duty.stretches) {
      let position: Position | null = { minute: from, freeSince: -Infinity };
      while (position !== null && position.minute < to) {
        position = this.#random.chance(share) ? this.#fillAt(duty, { ...position, to }, expected) : { minute: position.minute + 2 * GRID_MINUTES, freeSince: -Infinity };
      }
    }
    this.#lastDuty.set(duty.place, duty);
  }

  /** Holds the first time of a duty at this moment; answers what is left of it. */
  hold(duty: DutyHours, expected: number): DutyHours {
    const [[from, to] = [0, 0], ...others] = duty.stretches;
    const slot = this.#findSlot(duty, { minute: from, freeSince: -Infinity, to }, expected);
    if (typeof slot === 'string') return duty;
    this.#writeHold(slot, this.#context.now - 2 * MINUTE);
    this.#pool.follow(slot.patient, duty.day, true);
    return { ...duty, stretches: [[(slot.endsAt - duty.origin) / MINUTE, to], ...others] };
  }

  /** Arranges the next visit. Answers where the next one may begin; null when nothing fits any more. */
  #fillAt(duty: DutyHours, free: Position & { to: number }, expected: number): Position | null {
    const slot = this.#findSlot(duty, free, expected);
    if (slot === 'NOBODY_WAITS') return { minute: free.minute + 2 * GRID_MINUTES, freeSince: -Infinity };
    if (slot === 'NO_TIME_LEFT') return null;
    const { visit, steps } = this.#arrange(slot);
    const { patient, service } = slot;
    const takesPlace = occupies(stateOf(visit, steps));
    if (takesPlace && service === 'CONSULT') patient.hadConsultation = true;
    if (takesPlace && service !== 'CONSULT') patient.isEvaluated = true;
    this.#pool.follow(patient, duty.day, takesPlace);
    const freeSince = steps.at(-1)?.at ?? 0;
    const isFreeAgain = !takesPlace && freeSince < slot.startsAt - 4 * HOUR && freeSince < this.#context.now - HOUR && this.#random.chance(GAP_IS_FILLED_AGAIN);
    return isFreeAgain ? { minute: free.minute, freeSince } : { minute: (slot.endsAt - duty.origin) / MINUTE, freeSince: -Infinity };
  }

  #findSlot(duty: DutyHours, { minute, freeSince, to }: Position & { to: number }, expected: number): Slot | 'NOBODY_WAITS' | 'NO_TIME_LEFT' {
    const patient = this.#pool.next(duty.place, duty.day, expected);
    if (!patient) return 'NOBODY_WAITS';
    const service = chooseService(patient, duty, this.#random);
    if (minute + SERVICES[service].minutes > to) {
      this.#pool.putBack(patient);
      return 'NO_TIME_LEFT';
    }
    const startsAt = duty.origin + minute * MINUTE;
    return { duty, patient, service, startsAt, endsAt: startsAt + SERVICES[service].minutes * MINUTE, freeSince };
  }

  #arrange(slot: Slot): { visit: Visit; steps: VisitStep[] } {
    const moved = this.#random.chance(WAS_MOVED) ? this.#writeMoved(slot) : null;
    const bookedAt = moved?.at ?? this.#bookedBefore(slot);
    if (this.#random.chance(HOLD_RAN_OUT)) this.#writeHold(slot, bookedAt - this.#random.between(20 * MINUTE, 2 * DAY));
    const visit = this.#toVisit(slot, bookedAt, moved?.id ?? null);
    const steps = courseOf(visit, this.#context.now, this.#random);
    this.#write(visit, steps);
    return { visit, steps };
  }

  #toVisit({ duty, patient, service, startsAt, endsAt }: Slot, bookedAt: number, replacesId: string | null): Visit {
    return { duty, patient, service, startsAt, endsAt, bookedAt, replacesId, heldUntil: null, id: timeOrderedId(bookedAt, this.#random) };
  }

  #write(visit: Visit, steps: VisitStep[]): void {
    this.arranged += 1;
    this.#writer.write(visit, steps);
    this.#billing.bill(visit, steps);
  }

  /** Booked some days ahead, after the patient was registered and the time was free, before now. */
  #bookedBefore({ startsAt, patient, freeSince }: Slot): number {
    const latest = Math.min(startsAt - 2 * HOUR, this.#context.now - 10 * MINUTE);
    const earliest = Math.max(patient.registeredAt, freeSince) + 5 * MINUTE;
    return Math.min(Math.max(startsAt - this.#random.between(4 * HOUR, 21 * DAY), earliest), latest);
  }

  /** The appointment on the practitioner's day before, which was moved to this time; null where it could not have been. */
  #writeMoved(slot: Slot): { id: string; at: number } | null {
    const duty = this.#lastDuty.get(slot.duty.place);
    if (!duty || slot.freeSince > 0 || !mayPractise(duty.practitioner, SERVICES[slot.service].requiredCredential, duty.day)) return null;
    const length = slot.endsAt - slot.startsAt;
    const startsAt = duty.origin + ((duty.stretches[0]?.[0] ?? 0) + this.#random.between(0, 12) * GRID_MINUTES) * MINUTE;
    const at = Math.min(startsAt - this.#random.between(HOUR, 60 * HOUR), this.#context.now - this.#random.between(HOUR, 20 * HOUR));
    const bookedAt = at - this.#random.between(HOUR, 5 * DAY);
    if (bookedAt < slot.patient.registeredAt + HOUR) return null;
    const first = { ...slot, duty, startsAt, endsAt: startsAt + length };
    const second = { ...first, startsAt: first.endsAt, endsAt: first.endsAt + length };
    const replacesId = this.#random.chance(MOVED_TWICE) ? this.#writeMovedVisit(this.#toVisit(first, bookedAt - this.#random.between(5, 50) * MINUTE, null), bookedAt) : null;
    return { id: this.#writeMovedVisit(this.#toVisit(second, bookedAt, replacesId), at), at };
  }

  #writeMovedVisit(visit: Visit, at: number): string {
    this.#write(visit, movedCourse(visit, at));
    return visit.id;
  }

  /** The time was held for somebody on the telephone: still, or it ran out. */
  #writeHold(slot: Slot, bookedAt: number): void {
    if (bookedAt < Math.max(slot.patient.registeredAt, slot.freeSince)) return;
    const hold = { ...this.#toVisit(slot, bookedAt, null), heldUntil: bookedAt + HOLD_MINUTES * MINUTE };
    this.#write(hold, courseOf(hold, this.#context.now, this.#random));
  }
}
