import type { Client } from 'pg';
import type { Id } from '@spindle/kernel';

/** How much there is of everything in a filled practice. */
export const FILLED = { patients: 4_000, claims: 20_000 } as const;

/** The id of the so-manieth thing of a kind, in a practice filled by `fillPractice`. */
const ID = (kind: string, number: string): string => `md5('${kind}' || $1 || (${number}))::uuid`;

const STATEMENTS = [
  `INSERT INTO billing.payer (practice_id, id, name) SELECT $1::uuid, ${ID('payer', 'n')}, 'Payer ' || n FROM generate_series(1, 20) n`,
  `INSERT INTO billing.insurance_plan (practice_id, id, payer_id, name, kind) SELECT $1::uuid, ${ID('plan', 'n')}, ${ID('payer', 'n')}, 'Plan', 'COMMERCIAL' FROM generate_series(1, 20) n`,
  `INSERT INTO billing.coverage (practice_id, id, version, patient_id, plan_id, priority, member_id, relationship, valid_from, source, created_at)
    SELECT $1::uuid, ${ID('coverage', 'n')}, 1, ${ID('patient', 'n')}, ${ID('plan', '1 + n % 20')}, 'PRIMARY', 'W' || n, 'SELF', '2025-01-01', 'RECORDED', now() FROM generate_series(1, ${FILLED.patients}) n`,
  `INSERT INTO billing.claim (practice_id, id, version, state, frequency, patient_control_number, payer_control_number, patient_id, appointment_id, coverage_id, payer_id,
      service_date, diagnosis_codes, submitted_on, adjudicated_on, created_at)
    SELECT $1::uuid, ${ID('claim', 'n')}, 1, (ARRAY['CLOSED', 'CLOSED', 'SUBMITTED', 'CLOSED', 'RECEIVED', 'DENIED', 'CLOSED', 'DRAFT'])[1 + n % 8], 'ORIGINAL', 'C' || n, 'I' || n,
      ${ID('patient', `1 + n % ${FILLED.patients}`)}, ${ID('appointment', 'n')}, ${ID('coverage', `1 + n % ${FILLED.patients}`)}, ${ID('payer', '1 + n % 20')},
      '2025-01-01'::date + n % 400, ARRAY['M54.50'], '2025-01-01'::date + n % 400, '2025-01-01'::date + n % 400, now() FROM generate_series(1, ${FILLED.claims}) n`,
  `INSERT INTO billing.claim_line (practice_id, claim_id, line_number, procedure_code, modifiers, units, charge_cents, diagnosis_pointers)
    SELECT $1::uuid, ${ID('claim', 'n')}, line, '97110', ARRAY['GP'], 1, 5000, ARRAY[1] FROM generate_series(1, ${FILLED.claims}) n, generate_series(1, 2) line`,
  `INSERT INTO billing.charge (practice_id, id, patient_id, appointment_id, service_date, procedure_code, modifiers, units, amount_cents, state, created_at)
    SELECT $1::uuid, ${ID('charge', 'n')}, ${ID('patient', `1 + n % ${FILLED.patients}`)}, ${ID('appointment', 'n')}, '2025-01-01'::date + n % 400, '97110', ARRAY['GP'], 1, 5000, 'RELEASED', now() FROM generate_series(1, ${FILLED.claims}) n`,
  `INSERT INTO billing.ledger_entry (practice_id, id, patient_id, claim_id, claim_line_number, kind, responsible_party, cents, effective_date, source, created_at)
    SELECT $1::uuid, ${ID('entry', `n || '.' || line`)}, ${ID('patient', `1 + n % ${FILLED.patients}`)}, ${ID('claim', 'n')}, line, 'CHARGE', 'PAYER', 5000, '2025-01-01', 'RECORDED', now()
    FROM generate_series(1, ${FILLED.claims}) n, generate_series(1, 2) line`,
  `INSERT INTO billing.imported_claim (practice_id, id, source_key, patient_id, encounter_id, service_from, service_to, diagnoses, created_at)
    SELECT $1::uuid, ${ID('imported', 'n')}, 'Claim/' || n, ${ID('patient', `1 + n % ${FILLED.patients}`)}, ${ID('encounter', 'n')}, '2015-01-01', '2015-01-01', '{}', now() FROM generate_series(1, ${FILLED.claims}) n`,
  `INSERT INTO billing.imported_claim_line (practice_id, imported_claim_id, line_number) SELECT $1::uuid, ${ID('imported', 'n')}, 1 FROM generate_series(1, ${FILLED.claims}) n`,
];

const IDS = `SELECT md5($2 || $1 || n)::uuid AS id FROM generate_series(1, 60) n`;

/** Fills a practice with some thousand rows of everything, quickly, and lets the planner know. */
export async function fillPractice(admin: Client, practiceId: Id<'Practice'>): Promise<void> {
  await admin.query("SET session_replication_role = 'replica'");
  for (const statement of STATEMENTS) await admin.query(statement.replaceAll('|| $1 ||', '|| $1::text ||'), [practiceId]);
  await admin.query("SET session_replication_role = 'origin'");
  await admin.query('VACUUM (ANALYZE)');
}

/** Sixty ids of a kind (`patient`, `claim`, `appointment`, `coverage`, `encounter`, `imported`) in a filled practice. */
export async function sixtyIds(admin: Client, practiceId: Id<'Practice'>, kind: string): Promise<string[]> {
  return (await admin.query<{ id: string }>(IDS.replace('|| $1 ||', '|| $1::text ||'), [practiceId, kind])).rows.map(({ id }) => id);
}
