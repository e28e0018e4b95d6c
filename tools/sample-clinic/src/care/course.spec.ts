import { SeededClinic, TODAY } from '../testing/seeded-clinic';

describe('courses of care in the sample clinic', () => {
  let clinic: SeededClinic;
  beforeAll(async () => { clinic = await SeededClinic.make(); }, 60_000);
  afterAll(() => clinic.drop());

  const TREATED = `SELECT p.practice_id, p.id AS plan_id, e.id AS encounter_id, e.patient_id, e.needled_at, v.day
    FROM patient.treatment_plan p JOIN patient.planned_visit v ON v.practice_id = p.practice_id AND v.patient_id = p.patient_id AND v.service_type_code = 'DRY_NEEDLING' AND v.state = 'COMPLETED' AND v.day >= p.starts_on
    JOIN patient.encounter e ON e.practice_id = p.practice_id AND e.appointment_id = v.appointment_id`;

  it('are going on, with more than one treatment in some', async () => {
    const treated = await clinic.rows<{ visits: number }>(`SELECT count(*)::int AS visits FROM (${TREATED}) t GROUP BY plan_id ORDER BY 1 DESC`);
    expect(treated.length).toBeGreaterThan(4);
    expect(treated[0]?.visits).toBeGreaterThan(1);
    expect(await clinic.count(`SELECT FROM patient.treatment_plan WHERE state <> 'ACCEPTED'`)).toBe(0);
  });

  it('began when red flags had been asked, a practitioner had signed and the patient had consented', async () => {
    expect(await clinic.count(`SELECT FROM patient.treatment_plan p WHERE NOT EXISTS (SELECT FROM patient.screening s WHERE s.practice_id = p.practice_id AND s.patient_id = p.patient_id AND s.question_set = 'RED_FLAGS' AND s.outcome = 'CLEAR' AND s.answered_at < p.decided_at)
      OR NOT EXISTS (SELECT FROM patient.candidacy c WHERE c.practice_id = p.practice_id AND c.patient_id = p.patient_id AND c.verdict <> 'NOT_SUITABLE' AND c.signed_at < p.decided_at)
      OR NOT EXISTS (SELECT FROM patient.consent c WHERE c.practice_id = p.practice_id AND c.patient_id = p.patient_id AND c.signed_at < p.decided_at)
      OR NOT EXISTS (SELECT FROM scheduling.treatment_plan t WHERE t.practice_id = p.practice_id AND t.id = p.id)`)).toBe(0);
    expect(await clinic.count(`SELECT FROM patient.screening WHERE outcome = 'CAUTION'`)).toBeGreaterThan(0);
  });

  it('have each treatment written down and signed, with what the signature stands for', async () => {
    expect(await clinic.count(`${TREATED} WHERE e.needled_at IS NULL OR NOT EXISTS (SELECT FROM patient.clinical_note n WHERE n.practice_id = p.practice_id AND n.encounter_id = e.id AND n.state = 'SIGNED' AND 6 = (SELECT count(*) FROM patient.signing_check c WHERE c.practice_id = n.practice_id AND c.note_id = n.id AND c.finding = 'MET'))
      OR NOT EXISTS (SELECT FROM patient.screening s WHERE s.practice_id = p.practice_id AND s.encounter_id = e.id AND s.question_set = 'NEEDLING' AND s.answered_at < e.needled_at)
      OR 2 <> (SELECT count(DISTINCT phase) FROM patient.pain_score s WHERE s.practice_id = p.practice_id AND s.encounter_id = e.id)
      OR NOT (SELECT sum(needles_in) = sum(needles_out) AND bool_and(lot IS NOT NULL) FROM patient.needling_site s WHERE s.practice_id = p.practice_id AND s.encounter_id = e.id)`)).toBe(0);
    expect(await clinic.count(`SELECT FROM patient.encounter e WHERE (needled_at IS NOT NULL) <> EXISTS (SELECT FROM patient.needling_site s WHERE s.practice_id = e.practice_id AND s.encounter_id = e.id)`)).toBe(0);
  });

  it('are measured, and their dues stand at the present day', async () => {
    expect(await clinic.count(`SELECT FROM patient.treatment_plan p WHERE NOT EXISTS (SELECT FROM patient.outcome_score s WHERE s.practice_id = p.practice_id AND s.patient_id = p.patient_id AND s.answered_on = p.starts_on)`)).toBe(0);
    expect((await clinic.rows<{ kind: string }>('SELECT DISTINCT kind FROM patient.obligation ORDER BY 1')).map(({ kind }) => kind)).toContain('INITIAL_CERTIFICATION');
    expect(await clinic.rows('SELECT DISTINCT advanced_through::text AS day FROM patient.obligation_clock')).toEqual([{ day: TODAY }]);
  });
});
