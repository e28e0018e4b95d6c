import { SAMPLE_PRACTICES } from '../sample-practices';
import { SeededClinic, TODAY } from '../testing/seeded-clinic';

/** States that presuppose a decision of the payer, and with it its number and day. */
const DECIDED = `('ADJUDICATED', 'DENIED', 'APPEALED', 'REPLACED', 'VOIDED')`;
const SENT = `('SUBMITTED', 'RECEIVED', 'REJECTED', 'PENDED', 'ADJUDICATED', 'DENIED', 'APPEALED', 'REPLACED', 'VOIDED', 'CLOSED')`;

let clinic: SeededClinic;
beforeAll(async () => {
  clinic = await SeededClinic.make();
}, 60_000);
afterAll(() => clinic.drop());

describe('the charges', () => {
  it('are made for completed visits, but never for a complimentary one', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.appointment a JOIN scheduling.service_type s ON s.practice_id = a.practice_id AND s.code = a.service_type_code
      WHERE (a.state = 'COMPLETED' AND NOT s.complimentary) <> EXISTS (SELECT FROM billing.charge c WHERE c.practice_id = a.practice_id AND c.appointment_id = a.id AND c.patient_id = a.patient_id AND c.service_date = a.local_start::date)`)).toBe(0);
    expect(await clinic.count(`SELECT FROM billing.claim c JOIN scheduling.appointment a ON a.practice_id = c.practice_id AND a.id = c.appointment_id WHERE a.service_type_code = 'CONSULT' OR a.state <> 'COMPLETED' OR a.local_start::date <> c.service_date`)).toBe(0);
  });

  it('are in draft on the day of the visit only', async () => {
    expect(await clinic.rows(`SELECT DISTINCT service_date::text AS day FROM billing.charge WHERE state = 'DRAFT'`)).toEqual([{ day: TODAY }]);
  });

  it('stand in the ledger once they are released, patient by patient', async () => {
    expect(await clinic.count(`SELECT FROM (SELECT practice_id, patient_id, sum(amount_cents) AS cents FROM billing.charge WHERE state = 'RELEASED' GROUP BY 1, 2) charged
      FULL JOIN (SELECT practice_id, patient_id, sum(cents) AS cents FROM billing.ledger_entry WHERE kind = 'CHARGE' GROUP BY 1, 2) posted USING (practice_id, patient_id) WHERE charged.cents IS DISTINCT FROM posted.cents`)).toBe(0);
  });

  it('lock their visit against reopening, as a submitted claim does', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.appointment a WHERE EXISTS (SELECT FROM billing.charge c WHERE c.practice_id = a.practice_id AND c.appointment_id = a.id AND c.state = 'RELEASED')
      <> EXISTS (SELECT FROM scheduling.visit_lock l WHERE l.practice_id = a.practice_id AND l.appointment_id = a.id AND l.kind = 'CHARGE_RELEASED')`)).toBe(0);
    expect(await clinic.count(`SELECT FROM scheduling.appointment a WHERE EXISTS (SELECT FROM billing.claim c WHERE c.practice_id = a.practice_id AND c.appointment_id = a.id AND c.state IN ${SENT} AND c.state <> 'VOIDED' AND c.frequency <> 'VOID')
      <> EXISTS (SELECT FROM scheduling.visit_lock l WHERE l.practice_id = a.practice_id AND l.appointment_id = a.id AND l.kind = 'CLAIM_SUBMITTED')`)).toBe(0);
  });
});

describe('the claims', () => {
  it('are in every state there is, and of each frequency', async () => {
    expect(await clinic.rows(`SELECT DISTINCT state FROM billing.claim WHERE practice_id = $1 ORDER BY state`, [SAMPLE_PRACTICES.spindle.id])).toEqual(
      ['ADJUDICATED', 'APPEALED', 'BATCHED', 'CLOSED', 'DENIED', 'DISCARDED', 'DRAFT', 'HELD', 'PENDED', 'READY', 'RECEIVED', 'REJECTED', 'REPLACED', 'SCRUBBED', 'SUBMITTED', 'VOIDED'].map((state) => ({ state })),
    );
    expect(await clinic.rows('SELECT DISTINCT frequency FROM billing.claim ORDER BY 1')).toHaveLength(3);
  });

  it('carry the facts that their state requires, and none that it excludes', async () => {
    expect(await clinic.count(`SELECT FROM billing.claim WHERE (submitted_on IS NOT NULL) <> (state IN ${SENT})
      OR (patient_control_number IS NOT NULL) <> (state = 'BATCHED' OR state IN ${SENT})
      OR (state IN ${DECIDED} AND (adjudicated_on IS NULL OR payer_control_number IS NULL))
      OR (state IN ('RECEIVED', 'PENDED') AND (payer_control_number IS NULL OR adjudicated_on IS NOT NULL))
      OR (state IN ('SUBMITTED', 'REJECTED') AND (payer_control_number IS NOT NULL OR adjudicated_on IS NOT NULL))
      OR (state = 'DISCARDED' AND end_reason IS NULL) OR (state = 'CLOSED' AND adjudicated_on IS NULL AND end_reason IS NULL)
      OR submitted_on > '${TODAY}' OR adjudicated_on > '${TODAY}'`)).toBe(0);
  });

  it('go to the payer of a coverage that held on the day of the service', async () => {
    expect(await clinic.count(`SELECT FROM billing.claim c LEFT JOIN billing.coverage v ON v.practice_id = c.practice_id AND v.id = c.coverage_id LEFT JOIN billing.insurance_plan p ON p.practice_id = v.practice_id AND p.id = v.plan_id
      WHERE v.patient_id IS DISTINCT FROM c.patient_id OR p.payer_id IS DISTINCT FROM c.payer_id OR c.service_date NOT BETWEEN v.valid_from AND coalesce(v.valid_to, 'infinity')`)).toBe(0);
    expect(await clinic.count(`SELECT FROM billing.claim c JOIN billing.coverage v ON v.practice_id = c.practice_id AND v.id = c.coverage_id WHERE v.priority = 'SECONDARY'`)).toBeGreaterThan(10);
  });

  it('have the lines of their visit\'s charges, which point to diagnoses that are there', async () => {
    expect(await clinic.count(`SELECT FROM billing.claim c WHERE (SELECT array_agg(procedure_code || ' ' || units || ' ' || charge_cents ORDER BY procedure_code, units) FROM billing.claim_line l WHERE l.practice_id = c.practice_id AND l.claim_id = c.id)
      IS DISTINCT FROM (SELECT array_agg(procedure_code || ' ' || units || ' ' || amount_cents ORDER BY procedure_code, units) FROM billing.charge h WHERE h.practice_id = c.practice_id AND h.appointment_id = c.appointment_id)`)).toBe(0);
    expect(await clinic.count(`SELECT FROM billing.claim c JOIN billing.claim_line l ON l.practice_id = c.practice_id AND l.claim_id = c.id WHERE cardinality(c.diagnosis_codes) < ALL (l.diagnosis_pointers)`)).toBe(0);
  });

  it('that were replaced, voided or discarded have a successor, and nothing is owed for them any more', async () => {
    expect(await clinic.count(`SELECT FROM billing.claim old WHERE state IN ('REPLACED', 'VOIDED', 'DISCARDED') AND NOT EXISTS (SELECT FROM billing.claim new WHERE new.practice_id = old.practice_id AND new.appointment_id = old.appointment_id AND new.id <> old.id
      AND new.frequency = CASE old.state WHEN 'REPLACED' THEN 'REPLACEMENT' WHEN 'VOIDED' THEN 'VOID' ELSE 'ORIGINAL' END)`)).toBe(0);
    expect(await clinic.count(`SELECT FROM billing.claim c JOIN billing.ledger_entry e ON e.practice_id = c.practice_id AND e.claim_id = c.id WHERE c.state IN ('REPLACED', 'VOIDED', 'DISCARDED') GROUP BY c.practice_id, c.id, e.responsible_party HAVING sum(e.cents) <> 0`)).toBe(0);
  });
});

describe('the ledger', () => {
  it('leaves no cent with the payer once a claim is adjudicated or closed', async () => {
    const decided = await clinic.rows<{ left: string; total: string; charged: string }>(`SELECT
        sum(e.cents) FILTER (WHERE responsible_party = 'PAYER')::text AS left, sum(e.cents)::text AS total, sum(e.cents) FILTER (WHERE kind = 'CHARGE')::text AS charged
      FROM billing.claim c JOIN billing.ledger_entry e ON e.practice_id = c.practice_id AND e.claim_id = c.id WHERE c.state IN ('ADJUDICATED', 'CLOSED') GROUP BY c.practice_id, c.id, e.claim_line_number`);
    expect(decided.length).toBeGreaterThan(1_000);
    expect(decided.filter(({ left }) => left !== '0')).toEqual([]);
  });

  it('has the whole charge of an undecided claim with the payer', async () => {
    expect(await clinic.count(`SELECT FROM billing.claim c JOIN billing.claim_line l ON l.practice_id = c.practice_id AND l.claim_id = c.id JOIN billing.coverage v ON v.practice_id = c.practice_id AND v.id = c.coverage_id
      LEFT JOIN LATERAL (SELECT sum(cents) AS cents FROM billing.ledger_entry e WHERE e.practice_id = c.practice_id AND e.claim_id = c.id AND e.claim_line_number = l.line_number AND responsible_party = 'PAYER') owed ON true
      WHERE v.priority = 'PRIMARY' AND c.frequency <> 'VOID' AND c.state NOT IN ('ADJUDICATED', 'CLOSED', 'REPLACED', 'VOIDED', 'DISCARDED') AND owed.cents IS DISTINCT FROM l.charge_cents`)).toBe(0);
  });

  it('moves amounts between parties without making or losing a cent', async () => {
    expect(await clinic.count(`SELECT FROM billing.ledger_entry WHERE kind = 'TRANSFER' GROUP BY practice_id, patient_id HAVING sum(cents) <> 0`)).toBe(0);
  });

  it('reverses an entry by the exact opposite', async () => {
    const reversals = await clinic.rows(`SELECT r.kind = e.kind AND r.cents = -e.cents AND r.responsible_party = e.responsible_party AND r.claim_id IS NOT DISTINCT FROM e.claim_id AND r.effective_date >= e.effective_date AS exact
      FROM billing.ledger_entry r JOIN billing.ledger_entry e ON e.practice_id = r.practice_id AND e.id = r.reverses_id`);
    expect(reversals.length).toBeGreaterThan(20);
    expect(reversals).not.toContainEqual({ exact: false });
  });

  it('knows nothing of the future', async () => {
    expect(await clinic.count(`SELECT FROM billing.ledger_entry WHERE effective_date > '${TODAY}'`)).toBe(0);
  });

  it('leaves many patients with something to pay, and some with a credit', async () => {
    const balances = await clinic.rows<{ cents: string }>(`SELECT sum(cents)::text AS cents FROM billing.ledger_entry WHERE responsible_party = 'PATIENT' GROUP BY practice_id, patient_id`);
    expect(balances.filter(({ cents }) => Number(cents) > 0).length).toBeGreaterThan(60);
    expect(balances.filter(({ cents }) => Number(cents) < 0).length).toBeGreaterThan(5);
  });

  it('has entries of every kind', async () => {
    const kinds = await clinic.rows<{ kind: string }>('SELECT DISTINCT kind FROM billing.ledger_entry ORDER BY kind');
    expect(kinds.map(({ kind }) => kind)).toEqual(['CHARGE', 'CONTRACTUAL_ADJUSTMENT', 'PATIENT_PAYMENT', 'PAYER_PAYMENT', 'REFUND', 'TRANSFER', 'WRITE_OFF']);
  });
});

describe('the coverages', () => {
  it('change over time and come in two priorities', async () => {
    expect(await clinic.count(`SELECT patient_id FROM billing.coverage WHERE priority = 'PRIMARY' GROUP BY practice_id, patient_id HAVING count(*) > 1`)).toBeGreaterThan(20);
    expect(await clinic.count(`SELECT FROM billing.coverage WHERE priority = 'SECONDARY'`)).toBeGreaterThan(20);
  });
});
