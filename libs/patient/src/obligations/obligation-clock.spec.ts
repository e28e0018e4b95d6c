import fc from 'fast-check';
import { newId, systemViewer } from '@spindle/database';
import { addDays, ok, type CalendarDay, type Id } from '@spindle/kernel';
import { PatientClinic } from '../testing/patient-clinic';
import { OBLIGATION_KINDS } from './obligation';
import { ObligationKeeper } from './obligation-keeper.service';

const START = '2026-01-05' as CalendarDay;
const DAYS = 400;
const on = (offset: number): CalendarDay => addDays(START, offset);

/** What happens to one plan, in days after the start. */
interface History {
  readonly requiresCertification: boolean;
  readonly visitsPlanned: number;
  readonly closedOn: number | null;
  readonly treatmentDays: readonly number[];
  readonly certifications: readonly (readonly [from: number, length: number, delay: number])[];
  readonly reports: readonly (readonly [through: number, delay: number])[];
  readonly scores: readonly number[];
}

const day = fc.integer({ min: 0, max: 399 });
const histories: fc.Arbitrary<History> = fc.record<History>({
  requiresCertification: fc.boolean(), visitsPlanned: fc.integer({ min: 1, max: 30 }), closedOn: fc.option(fc.integer({ min: 60, max: 399 }), { freq: 3 }),
  treatmentDays: fc.uniqueArray(day, { minLength: 1, maxLength: 40 }), scores: fc.uniqueArray(day, { maxLength: 8 }),
  certifications: fc.array(fc.tuple(fc.integer({ min: 0, max: 380 }), fc.integer({ min: 0, max: 89 }), fc.integer({ min: 0, max: 40 })), { maxLength: 5 }),
  reports: fc.array(fc.tuple(fc.integer({ min: 0, max: 390 }), fc.integer({ min: 0, max: 20 })), { maxLength: 6 }),
}).map(untilClosed);

/** Nothing happens to a plan that is closed. */
function untilClosed(history: History): History {
  const last = history.closedOn ?? DAYS;
  return {
    ...history, treatmentDays: history.treatmentDays.filter((treated) => treated <= last), scores: history.scores.filter((score) => score <= last),
    certifications: history.certifications.filter(([from, , delay]) => from + delay <= last), reports: history.reports.filter(([through, delay]) => through + delay <= last),
  };
}

/** A plan to which every kind of duty arises, beside the random ones. */
const FULL: History = {
  requiresCertification: true, visitsPlanned: 12, closedOn: null, treatmentDays: Array.from({ length: 40 }, (_, index) => index * 3), certifications: [[0, 59, 0], [60, 89, 20]], reports: [[27, 1]], scores: [20],
};

const PLAN = `WITH patient AS (INSERT INTO patient.patient (practice_id, id, version, record_number, given_names, family_name, sort_name, birth_date, sex, address_lines, source, created_at, updated_at)
    VALUES ($1, $2::uuid, 1, $2::uuid::text, '{A}', 'Person', 'person', '1980-01-01', 'UNKNOWN', '{}', 'RECORDED', now(), now())),
  episode AS (INSERT INTO patient.episode_of_care (practice_id, id, version, patient_id, discipline, status, reason, started_on) VALUES ($1, $3, 1, $2, 'PHYSICAL_THERAPY', 'ACTIVE', 'Neck pain', $5))
  INSERT INTO patient.treatment_plan (practice_id, id, version, patient_id, episode_id, state, goals, interventions, service_type_codes, visits_planned, visits_per_week, weeks, starts_on,
    requires_certification, proposed_by, proposed_at, decided_at, closed_on)
  VALUES ($1, $4, 1, $2, $3, CASE WHEN $8::date IS NULL THEN 'ACCEPTED' ELSE 'CLOSED' END, '{}', '{}', '{DRY_NEEDLING}', $6, 7, 52, $5, $7, uuidv7(), now(), now(), $8)`;
const CERTIFICATION = `INSERT INTO patient.plan_certification (practice_id, id, plan_id, patient_id, from_day, through_day, basis, certifier_name, certifier_npi, certifier_kind, signed_on, recorded_by, recorded_at)
  VALUES ($1, uuidv7(), $2, $3, $4, $5, 'SIGNATURE', 'Dr. A', '1234567893', 'PHYSICIAN', $6, uuidv7(), now())`;
const REPORT = `INSERT INTO patient.progress_report (practice_id, id, plan_id, patient_id, from_day, through_day, treatment_days, assessment, practitioner_id, written_on)
  VALUES ($1, uuidv7(), $2, $3, $4, $4, 1, 'Better.', uuidv7(), $5)`;
const SCORE = `INSERT INTO patient.outcome_score (practice_id, id, patient_id, measure_code, measure_version, answered_on, value, points, possible, answers, recorded_by)
  VALUES ($1, uuidv7(), $2, 'NDI', 1, $3, 32, 16, 50, '[]', uuidv7())`;
const VISIT = `INSERT INTO patient.planned_visit (practice_id, appointment_id, patient_id, service_type_code, starts_at, day, state)
  VALUES ($1, uuidv7(), $2, 'DRY_NEEDLING', $3::date + interval '15 hours', $3, 'COMPLETED')`;

describe('the clock of a practice', () => {
  let clinic: PatientClinic;
  beforeAll(async () => { clinic = await PatientClinic.open(); });
  afterAll(() => clinic.close());

  async function write(practiceId: Id<'Practice'>, each: History): Promise<Id<'TreatmentPlan'>> {
    const [patientId, planId] = [newId<'Patient'>(), newId<'TreatmentPlan'>()];
    await clinic.asAdmin(PLAN, [practiceId, patientId, newId(), planId, START, each.visitsPlanned, each.requiresCertification, each.closedOn === null ? null : on(each.closedOn)]);
    for (const [from, length, delay] of each.certifications) await clinic.asAdmin(CERTIFICATION, [practiceId, planId, patientId, on(from), on(from + length), on(from + delay)]);
    for (const [through, delay] of each.reports) await clinic.asAdmin(REPORT, [practiceId, planId, patientId, on(through), on(through + delay)]);
    for (const score of each.scores) await clinic.asAdmin(SCORE, [practiceId, patientId, on(score)]);
    for (const treated of each.treatmentDays) await clinic.asAdmin(VISIT, [practiceId, patientId, on(treated)]);
    return planId;
  }

  async function advance(practiceId: Id<'Practice'>, offset: number): Promise<void> {
    const viewer = systemViewer(practiceId);
    const session = clinic.database.session(viewer);
    await session.transaction(async (transaction) => ok(await new ObligationKeeper(transaction, viewer, { now: () => new Date(`${on(offset)}T18:00:00Z`) }).advance()));
    await session.end();
  }

  /** What is kept of each plan, in the order in which it is listed. */
  async function kept(plans: readonly Id<'TreatmentPlan'>[]): Promise<object[]> {
    const duties = await clinic.asAdmin<{ plan_id: Id<'TreatmentPlan'> }>('SELECT plan_id, kind, raised_on::text, due_on::text, done_on::text, state, source FROM patient.obligation WHERE plan_id = ANY($1) ORDER BY raised_on, id', [plans]);
    return duties.map(({ plan_id: planId, ...rest }) => ({ plan: plans.indexOf(planId), ...rest }));
  }

  /** When the house was told that a plan is not certified any more, in the order in which it was told. */
  async function toldLapses(plans: readonly Id<'TreatmentPlan'>[]): Promise<readonly (readonly string[])[]> {
    const events = await clinic.asAdmin<{ plan: Id<'TreatmentPlan'>; day: string }>(`SELECT aggregate_id AS plan, payload ->> 'lapsedOn' AS day FROM patient.outbox_event WHERE type = 'CertificationLapsed' AND aggregate_id = ANY($1) ORDER BY id`, [plans]);
    return plans.map((id) => events.filter(({ plan }) => plan === id).map(({ day }) => day));
  }

  it('comes to the same obligations in the same order over 400 single days as over one jump of 400', async () => {
    await fc.assert(fc.asyncProperty(fc.array(histories, { minLength: 5, maxLength: 5 }), async (random) => {
      const [daily, jumping] = [newId<'Practice'>(), newId<'Practice'>()];
      const plans = new Map<Id<'Practice'>, Id<'TreatmentPlan'>[]>([[daily, []], [jumping, []]]);
      for (const [practiceId, ids] of plans) {
        await advance(practiceId, -1);
        for (const each of [FULL, untilClosed({ ...FULL, closedOn: 90 }), ...random]) ids.push(await write(practiceId, each));
      }
      for (let offset = 0; offset < DAYS; offset += 1) await advance(daily, offset);
      await advance(jumping, DAYS - 1);
      const [byDay, atOnce] = [await kept(plans.get(daily) ?? []), await kept(plans.get(jumping) ?? [])];
      expect(byDay).toEqual(atOnce);
      const told = await toldLapses(plans.get(jumping) ?? []);
      expect(await toldLapses(plans.get(daily) ?? [])).toEqual(told);
      expect(told[0]).toEqual([on(60), on(150)]);
      for (const kind of OBLIGATION_KINDS) expect(JSON.stringify(atOnce)).toContain(kind);
    }), { numRuns: 1, endOnFailure: true });
  }, 180_000);
});
