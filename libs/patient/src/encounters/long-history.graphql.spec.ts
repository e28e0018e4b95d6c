import { newId, onStatement, type PracticeSession, type Sql, type Statement } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import { PatientClinic } from '../testing/patient-clinic';
import { EncounterRepository } from './encounter.repository';

const LONG = 700;

/** What hangs on one patient and one of the encounters; `$3` counts them. */
const OF_ENCOUNTER = {
  encounter: `INSERT INTO patient.encounter (practice_id, id, patient_id, appointment_id, practitioner_id, period_start, period_end, status, source)
    SELECT $1, uuidv7(), $2, uuidv7(), uuidv7(), '2026-03-01T15:00:00Z'::timestamptz - n * interval '1 day', '2026-03-01T15:45:00Z'::timestamptz - n * interval '1 day', 'FINISHED', 'RECORDED' FROM generate_series(1, $3::int) n`,
  needling: `INSERT INTO patient.needling_site (practice_id, id, encounter_id, patient_id, practitioner_id, muscle_key, side, needle_diameter_mm, needle_length_mm, lot, needles_in, needles_out, taut_band, twitch_response, electrical_stimulation, recorded_at, withdrawn)
    SELECT practice_id, uuidv7(), id, patient_id, practitioner_id, 'trapezius-upper', 'LEFT', 0.3, 40, 'L-1', 2, 2, true, 'SEEN', false, period_start, false FROM patient.encounter WHERE practice_id = $1 AND patient_id = $2 AND $3::int > 0`,
  lines: `INSERT INTO patient.service_line (practice_id, id, encounter_id, patient_id, code, minutes_by_clinician, minutes_by_assistant, muscle_keys, recorded_by, recorded_at, withdrawn)
    SELECT practice_id, uuidv7(), id, patient_id, '97140', 15, 0, '{}', practitioner_id, period_start, false FROM patient.encounter WHERE practice_id = $1 AND patient_id = $2 AND $3::int > 0`,
  pain: `INSERT INTO patient.pain_score (practice_id, id, encounter_id, patient_id, phase, score, recorded_by, recorded_at)
    SELECT practice_id, uuidv7(), id, patient_id, 'BEFORE', 6, practitioner_id, period_start FROM patient.encounter WHERE practice_id = $1 AND patient_id = $2 AND $3::int > 0`,
  motion: `INSERT INTO patient.range_of_motion (practice_id, id, encounter_id, patient_id, phase, movement, side, degrees, recorded_by, recorded_at)
    SELECT practice_id, uuidv7(), id, patient_id, 'BEFORE', 'neck rotation', 'LEFT', 60, practitioner_id, period_start FROM patient.encounter WHERE practice_id = $1 AND patient_id = $2 AND $3::int > 0`,
  events: `INSERT INTO patient.adverse_event (practice_id, id, encounter_id, patient_id, kind, severity, occurred_at, occurred_on, description, action_taken, recorded_by, recorded_at)
    SELECT practice_id, uuidv7(), id, patient_id, 'BRUISE', 'MILD', period_start, period_start::date, 'A bruise.', 'None.', practitioner_id, period_start FROM patient.encounter WHERE practice_id = $1 AND patient_id = $2 AND $3::int > 0`,
  notes: `INSERT INTO patient.clinical_note (practice_id, id, version, encounter_id, patient_id, state, subjective, objective, assessment, plan, author_id, written_at)
    SELECT practice_id, uuidv7(), 1, id, patient_id, 'DRAFT', 'S', 'O', 'A', 'P', practitioner_id, period_start FROM patient.encounter WHERE practice_id = $1 AND patient_id = $2 AND $3::int > 0`,
  versions: `INSERT INTO patient.note_version (practice_id, note_id, version, subjective, objective, assessment, plan, author_id, written_at)
    SELECT practice_id, id, version, subjective, objective, assessment, plan, author_id, written_at FROM patient.clinical_note WHERE practice_id = $1 AND patient_id = $2 AND $3::int > 0`,
  conditions: `INSERT INTO patient.condition (practice_id, id, patient_id, code_text, onset_date, clinical_status, source)
    SELECT $1, uuidv7(), $2, 'Neck pain', '2026-03-01'::date - n, 'RESOLVED', 'RECORDED' FROM generate_series(1, $3::int) n`,
  consents: `INSERT INTO patient.consent (practice_id, id, patient_id, procedure, form_version, regions, signer_kind, signer_name, signed_at, signed_on, valid_through, acknowledged, recorded_by)
    SELECT $1, uuidv7(), $2, 'NEEDLING', 1, '{}', 'PATIENT', 'A. Núñez', '2026-03-01T15:00:00Z'::timestamptz - n * interval '1 day', '2026-03-01'::date - n, '2026-03-01'::date - n, '{}', uuidv7() FROM generate_series(1, $3::int) n`,
  screenings: `INSERT INTO patient.screening (practice_id, id, patient_id, question_set, question_set_version, answers, findings, outcome, answered_on, answered_at, recorded_by)
    SELECT $1, uuidv7(), $2, 'NEEDLING', 1, '[]', '[]', 'CLEAR', '2026-03-01'::date - n, '2026-03-01T15:00:00Z'::timestamptz - n * interval '1 day', uuidv7() FROM generate_series(1, $3::int) n`,
  scores: `INSERT INTO patient.outcome_score (practice_id, id, patient_id, measure_code, measure_version, answered_on, value, points, possible, answers, recorded_by)
    SELECT $1, uuidv7(), $2, 'NDI', 1, '2026-03-01'::date - n, 32, 16, 50, '[]', uuidv7() FROM generate_series(1, $3::int) n`,
  marks: `INSERT INTO patient.body_mark (practice_id, id, patient_id, region, x, y, kind, intensity, marked_at, recorded_by)
    SELECT $1, uuidv7(), $2, 'NECK', 0.5, 0.5, 'PAIN', 5, '2026-03-01T15:00:00Z'::timestamptz - n * interval '1 day', uuidv7() FROM generate_series(1, $3::int) n`,
  episodes: `INSERT INTO patient.episode_of_care (practice_id, id, version, patient_id, discipline, status, reason, started_on, finished_on, discharge_outcome, discharge_summary, discharged_by, treatment_days)
    SELECT $1, uuidv7(), 1, $2, 'CHIROPRACTIC', 'FINISHED', 'Low back pain', '2026-03-01'::date - n, '2026-03-01'::date - n, 'GOALS_MET', 'Without pain.', uuidv7(), 1 FROM generate_series(1, $3::int) n`,
  plans: `INSERT INTO patient.treatment_plan (practice_id, id, version, patient_id, episode_id, state, goals, interventions, service_type_codes, visits_planned, visits_per_week, weeks, starts_on, requires_certification, proposed_by, proposed_at, decided_at, closed_on)
    SELECT practice_id, uuidv7(), 1, patient_id, id, 'CLOSED', '{Sit}', '{Exercise}', '{PT_VISIT}', 1, 1, 1, started_on, true, discharged_by, started_on, started_on, started_on FROM patient.episode_of_care WHERE practice_id = $1 AND patient_id = $2 AND $3::int > 0`,
  diagnoses: `INSERT INTO patient.plan_diagnosis (practice_id, plan_id, rank, code, text) SELECT practice_id, id, 1, 'M54.2', 'Neck pain' FROM patient.treatment_plan WHERE practice_id = $1 AND patient_id = $2 AND $3::int > 0`,
  candidacies: `INSERT INTO patient.candidacy (practice_id, id, patient_id, procedure, verdict, practitioner_id, signed_at, signed_on)
    SELECT $1, uuidv7(), $2, 'NEEDLING', 'SUITABLE', uuidv7(), '2026-03-01T15:00:00Z'::timestamptz - n * interval '1 day', '2026-03-01'::date - n FROM generate_series(1, $3::int) n`,
  alerts: `INSERT INTO patient.patient_alert (practice_id, id, version, patient_id, category, text, pinned_by, pinned_at)
    SELECT $1, uuidv7(), 1, $2, category, 'Prefers the morning.', uuidv7(), '2026-03-01T15:00:00Z'::timestamptz - n * interval '1 day' FROM generate_series(1, $3::int) n, unnest('{ADMINISTRATIVE,CLINICAL}'::text[]) AS category`,
} as const;

/** The lists of the chart, each with all that its rows ask of others. */
const LISTS = {
  encounters: 'encounters(first: 100) { edges { node { period { start } status note { state addenda { text } signingChecks { check } versions { version } } } } pageInfo { hasNextPage } }',
  treatments: 'encounters(first: 100) { edges { node { needling { procedureCode sites { lot } } painBefore painAfter rangeOfMotion { degrees } serviceLines { code } timedUnits { minutes } adverseEvents { kind } } } }',
  conditions: 'conditions(first: 100) { edges { node { onset clinicalStatus code { text } } } }',
  consents: 'consents(first: 100) { edges { node { procedure } } }',
  screenings: 'screenings(first: 100) { edges { node { outcome } } }',
  outcomeScores: 'outcomeScores(first: 100) { edges { node { value } } }',
  bodyMarks: 'bodyMarks(first: 100) { edges { node { x } } }',
  episodes: 'episodes(first: 100) { edges { node { status dischargeSummary { outcome } } } }',
  treatmentPlans: 'treatmentPlans(first: 100) { edges { node { state diagnoses { code } visits { attended } certifiedThrough } } }',
  candidacies: 'candidacies(first: 100) { edges { node { verdict } } }',
  alerts: 'alerts { text } clinicalAlerts { text }',
} as const;

/** Asks how a statement would be run, as the service and behind its walls, instead of running it. */
class ExplainingSql implements Sql {
  readonly plans: string[] = [];
  readonly dataKeys: Sql['dataKeys'];

  constructor(private readonly session: PracticeSession) {
    this.dataKeys = session.dataKeys;
  }

  async rows<Row extends object>({ name, text }: Statement, values: readonly unknown[]): Promise<Row[]> {
    const rows = await this.session.rows<{ 'QUERY PLAN': string }>({ name: `explain-${name}`, text: `EXPLAIN (COSTS OFF) ${text}` }, values);
    this.plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    return [];
  }

  async count(statement: Statement, values: readonly unknown[]): Promise<number> {
    return (await this.rows(statement, values)).length;
  }
}

describe('the chart of somebody with seven hundred encounters', () => {
  let clinic: PatientClinic;
  let short: Id<'Patient'>;
  let long: Id<'Patient'>;
  const practitionerId = newId<'Practitioner'>();

  beforeAll(async () => {
    clinic = await PatientClinic.open();
    [short, long] = [await clinic.register(), await clinic.register()];
    for (const sql of Object.values(OF_ENCOUNTER)) for (const [patientId, size] of [[short, 1], [long, LONG]] as const) await clinic.asAdmin(sql, [clinic.practice, patientId, size]);
    await clinic.asAdmin('ANALYZE');
  });
  afterAll(() => clinic.close());

  async function statementsOf(fields: string, id: Id<'Patient'>): Promise<{ readonly statements: number; readonly answer: string }> {
    let statements = 0;
    const stop = onStatement(({ purpose }) => void (statements += purpose === 'DOMAIN' ? 1 : 0));
    const { data, errors } = await clinic.ask<object>(`query ($id: ID!) { patient(id: $id) { ${fields} } }`, { id }, clinic.practitioner(practitionerId));
    stop();
    expect(errors).toEqual([]);
    return { statements, answer: JSON.stringify(data) };
  }

  it.each(Object.entries(LISTS))('takes as many statements for %s as that of somebody with one', async (_list, fields) => {
    const one = await statementsOf(fields, short);
    expect(one.statements).toBeGreaterThan(0);
    expect((await statementsOf(fields, long)).statements).toBe(one.statements);
  });

  it.each([
    ['encounters', '"start"'], ['treatments', '"BRUISE"'], ['conditions', '"RESOLVED"'], ['consents', '"NEEDLING"'],
    ['screenings', '"CLEAR"'], ['outcomeScores', '"value":32'], ['bodyMarks', '"x":0.5'],
    ['episodes', '"GOALS_MET"'], ['treatmentPlans', '"M54.2"'], ['candidacies', '"SUITABLE"'],
  ] as const)('shows a hundred of %s on the first page', async (list, word) => {
    expect((await statementsOf(LISTS[list], long)).answer.split(word).length - 1).toBe(100);
    expect((await statementsOf(LISTS[list], short)).answer.split(word).length - 1).toBe(1);
  });

  it('shows fifty alerts of each kind', async () => {
    expect((await statementsOf(LISTS.alerts, long)).answer.split('Prefers').length - 1).toBe(100);
    expect((await statementsOf(LISTS.alerts, short)).answer.split('Prefers').length - 1).toBe(2);
  });

  it('never reads the table of encounters from end to end', async () => {
    const session = clinic.database.session(clinic.practitioner(practitionerId));
    const sql = new ExplainingSql(session);
    const encounters = new EncounterRepository(sql, clinic.practice);
    const [last] = await clinic.asAdmin<{ id: Id<'Encounter'>; appointment_id: Id<'Appointment'> }>('SELECT id, appointment_id FROM patient.encounter WHERE patient_id = $1 ORDER BY period_start LIMIT 1', [long]);
    if (!last) throw new Error('There is no encounter.');
    await encounters.pagesOf([short, long], { first: 100, after: null, cursor: null });
    await encounters.pagesOf([long], { first: 100, after: ['2025-03-01T15:00:00Z', last.id], cursor: 'after' });
    await encounters.findMany([last.id]);
    await encounters.findByAppointments([last.appointment_id]);
    await session.end();
    expect(sql.plans).toHaveLength(4);
    for (const plan of sql.plans) {
      expect(plan).toContain('encounter');
      expect(plan).not.toMatch(/Seq Scan on (\w+\.)?encounter\b/);
    }
  });
});
