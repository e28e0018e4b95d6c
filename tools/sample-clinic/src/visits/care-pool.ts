import { DAY, HOUR, type DayNumber } from '../calendar/day-number';
import { Random } from '../chance/random';
import type { Clinic, Practitioner, SampleContext } from '../clinic/context';
import type { PatientInCare } from '../people/patient-in-care';
import type { PatientMaker } from '../people/patient-maker';
import { WaitingList } from './waiting-list';

/** How many former patients are looked at for one who might come back. */
const LOOKED_AT = 8;
const COMES_BACK_AFTER_DAYS = 30;
const NEWCOMER_BEFORE_DUE = 0.25;

/** Everybody whom a practice knows, and who of them comes next. */
export class CarePool {
  readonly #context: SampleContext;
  readonly #clinic: Clinic;
  readonly #maker: PatientMaker;
  readonly #random: Random;
  readonly #waiting: WaitingList;
  /** In the order in which they were registered. */
  readonly known: PatientInCare[] = [];

  constructor(context: SampleContext, clinic: Clinic, maker: PatientMaker) {
    this.#context = context;
    this.#clinic = clinic;
    this.#maker = maker;
    this.#random = new Random(context.seed, `${context.profile.practice.slug} care`);
    this.#waiting = new WaitingList(clinic.practitioners.length, context.firstDay);
    this.#admitThoseInCare();
  }

  /** Who was in treatment before the first day. */
  #admitThoseInCare(): void {
    const { firstDay, extent } = this.#context;
    for (let count = 0; count < extent.inCareAtStart; count += 1) {
      const place = this.#random.between(0, this.#clinic.practitioners.length - 1);
      const patient = this.#register(place, firstDay - this.#random.between(20, 500));
      this.#maker.beginEpisode(patient, this.#practitioner(place), firstDay - this.#random.between(5, 30));
      Object.assign(patient, { hadConsultation: true, isEvaluated: true });
      this.#waiting.add(patient, firstDay + this.#random.between(0, 13));
    }
  }

  moveTo(day: DayNumber): void {
    this.#waiting.moveTo(day);
  }

  /** Who takes the practitioner's next free time: a newcomer while fewer than `expected` are known, somebody due, or a former patient. */
  next(place: number, day: DayNumber, expected: number): PatientInCare | null {
    const isRoomForNewcomers = this.known.length < Math.min(expected, this.#context.extent.patients);
    if (isRoomForNewcomers && this.#random.chance(NEWCOMER_BEFORE_DUE)) return this.#admit(place, day);
    const due = this.#waiting.next(place);
    if (due) return due;
    return isRoomForNewcomers ? this.#admit(place, day) : this.#welcomeBack(place, day);
  }

  /** There was no time for the patient: first in line the next time. */
  putBack(patient: PatientInCare): void {
    this.#waiting.putBack(patient);
  }

  /** After a visit was arranged: when the patient is due again, if at all. */
  follow(patient: PatientInCare, day: DayNumber, takesPlace: boolean): void {
    patient.lastDay = day;
    if (takesPlace) patient.visitsLeft -= 1;
    if (patient.visitsLeft > 0) this.#waiting.add(patient, day + (takesPlace ? patient.rhythm : this.#random.between(1, 4)));
  }

  /** Registers those who are expected but found no time: they have no visit yet. */
  admitTheRest(): void {
    while (this.known.length < this.#context.extent.patients) this.#register(this.#random.between(0, this.#clinic.practitioners.length - 1), this.#context.today - this.#random.between(0, 5));
  }

  #admit(place: number, day: DayNumber): PatientInCare {
    const patient = this.#register(place, day - this.#random.between(1, 9));
    this.#maker.beginEpisode(patient, this.#practitioner(place), day);
    return patient;
  }

  #welcomeBack(place: number, day: DayNumber): PatientInCare | null {
    for (let look = 0; look < LOOKED_AT; look += 1) {
      const patient = this.#random.pick(this.known);
      if (patient.visitsLeft > 0 || patient.lastDay > day - COMES_BACK_AFTER_DAYS) continue;
      Object.assign(patient, { practitioner: place, isEvaluated: false });
      this.#maker.beginEpisode(patient, this.#practitioner(place), day);
      return patient;
    }
    return null;
  }

  /** Registered during office hours of a day, but not in the future. */
  #register(place: number, day: DayNumber): PatientInCare {
    const registeredAt = Math.min(day * DAY + this.#random.between(15 * HOUR, 23 * HOUR), this.#context.now - this.#random.between(HOUR, 30 * HOUR));
    const patient = this.#maker.register(registeredAt, place);
    this.known.push(patient);
    return patient;
  }

  #practitioner(place: number): Practitioner {
    const practitioner = this.#clinic.practitioners[place];
    if (!practitioner) throw new RangeError(`The practice has no practitioner at ${place}.`);
    return practitioner;
  }
}
