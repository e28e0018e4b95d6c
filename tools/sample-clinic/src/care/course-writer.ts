import { addDays, type CalendarDay } from '@spindle/kernel';
import { answerQuestions, CLINICAL_RULES, loadCatalogue, obligationsThrough, type Screening } from '@spindle/patient';
import { calendarDay, DAY, MINUTE } from '../calendar/day-number';
import { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import type { SampleContext } from '../clinic/context';
import { makePerson } from '../people/person';
import { TreatmentWriter, type AttendedVisit } from './treatment-writer';

/** How many patients of a practice have a course of care with its whole record. */
const COURSES = 12;
/** A course began at most so many days ago: it is still going on. */
const BEGAN_WITHIN_DAYS = 45;
const VISITS_PLANNED = 6;
/** From the first treatment to the physician's signature, and how long it holds. */
const CERTIFICATION = { afterDays: 2, days: 60 };
const GOALS = ['Turns the head to look over the shoulder', 'Sleeps through the night'];
/** Every third patient takes a blood thinner: a caution on every screen. */
const CAUTIOUS = 3;

interface Course {
  readonly planId: string;
  readonly patientId: string;
  readonly days: CalendarDay[];
  readonly measuredOn: CalendarDay[];
  readonly certifications: { readonly from: CalendarDay; readonly through: CalendarDay; readonly signedOn: CalendarDay }[];
  screening: Screening | null;
}

/**
 * Writes the clinical record of some patients whom the demo practitioner began to needle lately: screening, consent, candidacy,
 * an accepted plan, its certification, scores, each treatment, and what is due. What it rests on is judged by the product's own rules.
 */
export class CourseWriter {
  readonly #context: SampleContext;
  readonly #random: Random;
  readonly #treatments: TreatmentWriter;
  readonly #catalogue = loadCatalogue();
  readonly #courses = new Map<string, Course>();

  constructor(context: SampleContext) {
    this.#context = context;
    this.#random = new Random(context.seed, `${context.profile.practice.slug} courses`);
    this.#treatments = new TreatmentWriter(context, this.#random);
  }

  /** Whether the visit belongs to a course, or begins one; then its record is written. */
  follow(attended: AttendedVisit): boolean {
    const { visit } = attended;
    if (visit.service !== 'DRY_NEEDLING') return false;
    const course = this.#courses.get(visit.patient.id) ?? this.#begin(attended);
    if (!course) return false;
    course.screening = this.#screen(attended, course.screening);
    if (course.days.at(-1) !== calendarDay(visit.duty.day)) course.days.push(calendarDay(visit.duty.day));
    this.#treatments.write(attended, course.days.length);
    if (course.days.length % (VISITS_PLANNED / 2) === 0) this.#measure(course, attended);
    return true;
  }

  /** What is due for the plans by today. */
  finish(): void {
    const today = calendarDay(this.#context.today);
    for (const { planId, patientId, days, measuredOn, certifications } of this.#courses.values()) {
      const facts = { planId, patientId, requiresCertification: true, visitsPlanned: VISITS_PLANNED, closedOn: null, treatmentDays: days, certifications, progressReports: [], outcomeDays: measuredOn };
      for (const { kind, raisedOn, dueOn, doneOn, state, source } of obligationsThrough(facts, today, CLINICAL_RULES)) {
        this.#context.sink.add('patient.obligation', { id: timeOrderedId(this.#context.now, this.#random), plan_id: planId, patient_id: patientId, kind, raised_on: raisedOn, due_on: dueOn, done_on: doneOn, state, source });
      }
    }
    if (this.#courses.size > 0) this.#context.sink.add('patient.obligation_clock', { advanced_through: today });
  }

  #begin(attended: AttendedVisit): Course | null {
    const { visit: { duty: { practitioner, day }, patient } } = attended;
    const { demo } = this.#context.profile;
    const person = makePerson(this.#context.seed, patient.number);
    const isAdult = addDays(person.birthDate, 18 * 366) <= calendarDay(day);
    if (practitioner.id !== demo.practitionerId || day < this.#context.today - BEGAN_WITHIN_DAYS || this.#courses.size >= COURSES || !isAdult) return null;
    const course: Course = { planId: timeOrderedId(attended.arrivedAt, this.#random), patientId: patient.id, days: [], measuredOn: [], certifications: [], screening: null };
    this.#courses.set(patient.id, course);
    this.#screenRedFlags(attended);
    this.#sign(attended, `${person.name.given.join(' ')} ${person.name.family}`);
    this.#plan(attended, course);
    this.#certify(attended, course);
    this.#measure(course, attended);
    return course;
  }

  #screenRedFlags({ visit: { patient, duty: { day } }, arrivedAt }: AttendedVisit): void {
    const set = this.#catalogue.questionSets.on('RED_FLAGS', calendarDay(day));
    if (set) this.#writeScreening({ set, patientId: patient.id, encounterId: null, answeredAt: arrivedAt, day: calendarDay(day), previous: null, found: {} });
  }

  /** The questions before needling: all of them at first, later those that are asked at every visit. */
  #screen({ visit: { patient, duty: { day } }, encounterId, arrivedAt }: AttendedVisit, previous: Screening | null): Screening | null {
    const set = this.#catalogue.questionSets.on('NEEDLING', calendarDay(day));
    if (!set) return null;
    const found: Readonly<Record<string, string>> = patient.number % CAUTIOUS === 0 ? { anticoagulant: 'yes' } : {};
    return this.#writeScreening({ set, patientId: patient.id, encounterId, answeredAt: arrivedAt + MINUTE, day: calendarDay(day), previous, found });
  }

  #writeScreening({ set, patientId, encounterId, answeredAt, day, previous, found }: ScreeningWanted): Screening {
    const given = set.questions.filter(({ everyVisit }) => everyVisit || previous === null)
      .map(({ key, options }) => ({ question: key, option: found[key] ?? options.find(({ effect }) => effect === 'CLEAR')?.key ?? '' }));
    const answered = answerQuestions(set, { given, previous, day });
    if (!answered.ok) throw new Error(answered.error.message);
    const screening: Screening = {
      ...answered.value, id: timeOrderedId(answeredAt, this.#random), patientId, encounterId, questionSet: set.key, questionSetVersion: set.version,
      answeredOn: day, answeredAt: new Date(answeredAt), recordedBy: this.#context.people.FRONT_DESK.id,
    };
    this.#context.sink.add('patient.screening', {
      id: screening.id, patient_id: patientId, encounter_id: encounterId, question_set: set.key, question_set_version: set.version, answers: JSON.stringify(screening.answers),
      findings: JSON.stringify(screening.findings), outcome: screening.outcome, answered_on: day, answered_at: screening.answeredAt, recorded_by: screening.recordedBy,
    });
    return screening;
  }

  #sign({ visit: { patient, duty: { practitioner, day } }, arrivedAt }: AttendedVisit, name: string): void {
    const [on, at] = [calendarDay(day), new Date(arrivedAt + 3 * MINUTE)];
    const form = this.#catalogue.consentForms.on('NEEDLING', on);
    if (!form) throw new Error('There is no text to sign before needling.');
    this.#context.sink.add('patient.consent', {
      id: timeOrderedId(at.getTime(), this.#random), patient_id: patient.id, procedure: 'NEEDLING', form_version: form.version, regions: [], signer_kind: 'PATIENT', signer_name: name,
      signed_at: at, signed_on: on, valid_through: addDays(on, form.holdsDays - 1), acknowledged: form.information.map(({ key }) => key), recorded_by: this.#context.people.FRONT_DESK.id,
    });
    const isCautious = patient.number % CAUTIOUS === 0;
    this.#context.sink.add('patient.candidacy', {
      id: timeOrderedId(at.getTime(), this.#random), patient_id: patient.id, procedure: 'NEEDLING', verdict: isCautious ? 'WITH_PRECAUTIONS' : 'SUITABLE',
      precautions: isCautious ? 'Takes a blood thinner: thin needles, pressure after each.' : null, practitioner_id: practitioner.id, signed_at: at, signed_on: on,
    });
  }

  #plan({ visit: { patient, duty: { practitioner, day } }, arrivedAt }: AttendedVisit, { planId }: Course): void {
    const [episodeId, startsOn, at] = [timeOrderedId(arrivedAt, this.#random), calendarDay(day), new Date(arrivedAt + 5 * MINUTE)];
    this.#context.sink.add('patient.episode_of_care', { id: episodeId, version: 1, patient_id: patient.id, discipline: 'DRY_NEEDLING', status: 'ACTIVE', reason: 'Neck pain with trigger points', started_on: startsOn });
    const shape = { patient_id: patient.id, episode_id: episodeId, service_type_codes: ['DRY_NEEDLING'], visits_planned: VISITS_PLANNED, visits_per_week: 2, weeks: 3, starts_on: startsOn };
    this.#context.sink.add('patient.treatment_plan', {
      id: planId, version: 2, state: 'ACCEPTED', goals: GOALS, interventions: ['Dry needling', 'Exercise'], ...shape, companion_intervention: 'Deep neck flexor exercise',
      requires_certification: true, proposed_by: practitioner.id, proposed_at: at, decided_at: new Date(at.getTime() + MINUTE),
    });
    this.#context.sink.add('patient.plan_diagnosis', { plan_id: planId, rank: 1, code: 'M54.2', text: 'Neck pain' });
    this.#context.sink.add('scheduling.treatment_plan', { id: planId, ...shape });
  }

  /** A physician signs the plan some days after the first treatment. */
  #certify({ visit: { patient, duty: { day } }, arrivedAt }: AttendedVisit, { planId, certifications }: Course): void {
    const signed = day + CERTIFICATION.afterDays;
    if (signed > this.#context.today) return;
    const span = { from: calendarDay(day), through: calendarDay(day + CERTIFICATION.days - 1), signedOn: calendarDay(signed) };
    certifications.push(span);
    const recordedAt = Math.min(arrivedAt + CERTIFICATION.afterDays * DAY, this.#context.now);
    const id = timeOrderedId(recordedAt, this.#random);
    this.#context.sink.add('patient.plan_certification', {
      id, plan_id: planId, patient_id: patient.id, from_day: span.from, through_day: span.through, basis: 'SIGNATURE', certifier_name: 'Dr. Ines Vega', certifier_npi: '1234567893', certifier_kind: 'PHYSICIAN',
      signed_on: span.signedOn, recorded_by: this.#context.people.FRONT_DESK.id, recorded_at: new Date(recordedAt),
    });
    this.#context.sink.add('scheduling.plan_certification', { plan_id: planId, certification_id: id, certified_from: span.from, certified_through: span.through });
  }

  /** The neck disability index: worse at the beginning than later. */
  #measure(course: Course, { visit: { patient, duty: { day } }, encounterId, arrivedAt }: AttendedVisit): void {
    const answers = Array.from({ length: 10 }, (_, place) => ({ item: place + 1, answer: course.days.length === 0 ? this.#random.between(2, 4) : this.#random.between(1, 2) }));
    const points = answers.reduce((sum, { answer }) => sum + answer, 0);
    course.measuredOn.push(calendarDay(day));
    this.#context.sink.add('patient.outcome_score', {
      id: timeOrderedId(arrivedAt, this.#random), patient_id: patient.id, encounter_id: encounterId, measure_code: 'NDI', measure_version: 1, answered_on: calendarDay(day),
      value: points * 2, points, possible: 50, answers: JSON.stringify(answers), recorded_by: this.#context.people.FRONT_DESK.id,
    });
  }
}

interface ScreeningWanted {
  readonly set: Parameters<typeof answerQuestions>[0];
  readonly patientId: string;
  readonly encounterId: string | null;
  readonly answeredAt: number;
  readonly day: CalendarDay;
  readonly previous: Screening | null;
  /** Answers that find something. */
  readonly found: Readonly<Record<string, string>>;
}
