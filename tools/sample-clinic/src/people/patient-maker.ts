import type { Id } from '@spindle/kernel';
import { searchTokens, sortName } from '@spindle/patient';
import { calendarDay, DAY, type DayNumber } from '../calendar/day-number';
import { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import { dayOrNull, type Practitioner, type SampleContext } from '../clinic/context';
import type { CoverageMaker } from '../money/coverage-maker';
import { DIAGNOSES } from './conditions';
import type { PatientInCare } from './patient-in-care';
import { makePerson } from './person';

/** FHIR's name of the code system. */
const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';

/** The number before the first that registration gives. */
const BEFORE_FIRST_RECORD_NUMBER = 100_000;

/** An episode that began so long ago is over. */
const RESOLVED_AFTER_DAYS = 150;

/** Registers patients: writes what the three subgraphs keep of them. */
export class PatientMaker {
  readonly #context: SampleContext;
  readonly #coverages: CoverageMaker;
  readonly #random: Random;
  #registered = 0;

  constructor(context: SampleContext, coverages: CoverageMaker) {
    this.#context = context;
    this.#coverages = coverages;
    this.#random = new Random(context.seed, `${context.profile.practice.slug} patients`);
  }

  get registered(): number {
    return this.#registered;
  }

  register(registeredAt: number, practitioner: number): PatientInCare {
    const number = this.#registered;
    this.#registered += 1;
    const id = number === 0 ? this.#context.profile.demo.patientId : (timeOrderedId(registeredAt, this.#random) as Id<'Patient'>);
    this.#write(id, number, registeredAt);
    this.#context.sink.add('scheduling.resource', { id, kind: 'PATIENT', capacity: 1 });
    return {
      id, number, registeredAt, coverages: this.#coverages.cover(id, registeredAt), practitioner, diagnosisCodes: [],
      visitsLeft: 0, rhythm: 7, lastDay: -Infinity, hadConsultation: false, isEvaluated: false,
    };
  }

  #write(id: Id<'Patient'>, number: number, registeredAt: number): void {
    const { sink, seed } = this.#context;
    const { name, birthDate, sex, language, interpreterLanguage, address, telecom, contacts } = makePerson(seed, number);
    const recordNumber = String(BEFORE_FIRST_RECORD_NUMBER + number + 1);
    const createdAt = new Date(registeredAt);
    sink.add('patient.patient', {
      id, version: 1, record_number: recordNumber, given_names: name.given, family_name: name.family, preferred_name: name.preferred, sort_name: sortName(name),
      birth_date: birthDate, sex, language, interpreter_language: interpreterLanguage, address_lines: address?.lines ?? [], city: address?.city ?? null, state: address?.state ?? null,
      postal_code: address?.postalCode ?? null, country: address?.country ?? null, source: 'RECORDED', created_at: createdAt, updated_at: createdAt,
    });
    for (const [rank, point] of telecom.entries()) sink.add('patient.contact_point', { patient_id: id, rank, ...point });
    for (const [rank, contact] of contacts.entries()) sink.add('patient.contact', { patient_id: id, rank, ...contact });
    for (const token of searchTokens({ name, birthDate, recordNumber, telecom })) sink.add('patient.patient_search', { token, patient_id: id });
  }

  /** Begins an episode: one or two conditions, and a treatment of some visits. */
  beginEpisode(patient: PatientInCare, { discipline }: Practitioner, day: DayNumber): void {
    const random = this.#random;
    const { leading, further } = DIAGNOSES[discipline];
    const first = random.pick(leading);
    const second = random.pick(further);
    const diagnoses = first.code === second.code || random.chance(0.4) ? [first] : [first, second];
    const onset = day - random.between(4, 60);
    const abatement = day < this.#context.today - RESOLVED_AFTER_DAYS ? day + random.between(40, 120) : null;
    for (const { code, text } of diagnoses) {
      this.#context.sink.add('patient.condition', {
        id: timeOrderedId(Math.min(day * DAY + DAY / 2, this.#context.now), random), patient_id: patient.id, code_system: ICD_10_CM, code, code_text: text,
        onset_date: calendarDay(onset), abatement_date: dayOrNull(abatement), clinical_status: abatement === null ? 'ACTIVE' : 'RESOLVED', source: 'RECORDED',
      });
    }
    patient.diagnosisCodes = diagnoses.map(({ code }) => code);
    patient.visitsLeft = random.between(4, 12);
    patient.rhythm = random.pick([2, 3, 3, 5, 7]);
  }

  /** Leaves the counter where registration goes on. */
  finish(): void {
    this.#context.sink.add('patient.record_number_counter', { last_number: BEFORE_FIRST_RECORD_NUMBER + this.#registered });
  }
}
