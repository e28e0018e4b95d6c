import type { DayNumber } from '../calendar/day-number';
import type { PatientInCare } from '../people/patient-in-care';

/** Who is to come next to each practitioner: those whose day has come, the longest waiting first. */
export class WaitingList {
  readonly #due: PatientInCare[][];
  readonly #coming: Map<DayNumber, PatientInCare[]> = new Map();
  #upTo: DayNumber;

  constructor(practitioners: number, firstDay: DayNumber) {
    this.#due = Array.from({ length: practitioners }, () => []);
    this.#upTo = firstDay - 1;
  }

  /** To be seen on this day or as soon as there is time after it. */
  add(patient: PatientInCare, day: DayNumber): void {
    const target = Math.max(day, this.#upTo + 1);
    const others = this.#coming.get(target);
    if (others) others.push(patient);
    else this.#coming.set(target, [patient]);
  }

  moveTo(day: DayNumber): void {
    while (this.#upTo < day) {
      this.#upTo += 1;
      for (const patient of this.#coming.get(this.#upTo) ?? []) this.#due[patient.practitioner]?.push(patient);
      this.#coming.delete(this.#upTo);
    }
  }

  next(practitioner: number): PatientInCare | null {
    return this.#due[practitioner]?.shift() ?? null;
  }

  /** For whom there was no time today. */
  putBack(patient: PatientInCare): void {
    this.#due[patient.practitioner]?.unshift(patient);
  }
}
