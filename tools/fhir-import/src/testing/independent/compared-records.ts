/** Asks a database past all walls. */
export type Ask = <Row extends object>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

export interface Sides {
  /** Where the records were exported, and of which patients' rows; everything of the other practice is compared with them. */
  readonly from: string;
  readonly patientIds: readonly string[];
  readonly to: string;
  /** The member ids of a practice's coverages as they were before they were sealed, by coverage. */
  memberIds(practiceId: string): Promise<ReadonlyMap<string, string | null>>;
}

export interface Comparison {
  readonly rows: number;
  readonly columns: number;
  /** Each column of a row that differs, by its name alone, and each row that is on one side only. */
  readonly differences: readonly string[];
}

interface Column { readonly table: string; readonly column: string; readonly key: boolean }
type Row = Readonly<Record<string, unknown>>;

/** Tables of `patient` that hold no part of a patient's record. Written apart from the catalogue of the export. */
const NOT_OF_A_PATIENT = /^patient\.(audit_\w+|inbox_\w+|outbox_\w+|idempotent_request|migration|record_number_counter|obligation_clock|practitioner_credential|service_credential)$/;

/** What the first import writes in the other schemas. */
const ELSEWHERE = ['billing.coverage', 'billing.imported_claim', 'billing.imported_claim_line', 'scheduling.appointment'];

/** Rows that name their patient only through another row: $2 are the patients. */
const THROUGH: Readonly<Record<string, string>> = {
  'patient.patient': 't.id = ANY($2)',
  'patient.merge_record': '(t.survivor_id = ANY($2) OR t.merged_id = ANY($2))',
  'patient.plan_diagnosis': 'EXISTS (SELECT FROM patient.treatment_plan a WHERE a.practice_id = $1 AND a.id = t.plan_id AND a.patient_id = ANY($2))',
  'patient.goal_progress': 'EXISTS (SELECT FROM patient.progress_report a WHERE a.practice_id = $1 AND a.id = t.report_id AND a.patient_id = ANY($2))',
  'patient.note_version': 'EXISTS (SELECT FROM patient.clinical_note a WHERE a.practice_id = $1 AND a.id = t.note_id AND a.patient_id = ANY($2))',
  'patient.note_addendum': 'EXISTS (SELECT FROM patient.clinical_note a WHERE a.practice_id = $1 AND a.id = t.note_id AND a.patient_id = ANY($2))',
  'patient.signing_check': 'EXISTS (SELECT FROM patient.clinical_note a WHERE a.practice_id = $1 AND a.id = t.note_id AND a.patient_id = ANY($2))',
  'billing.imported_claim_line': 'EXISTS (SELECT FROM billing.imported_claim a WHERE a.practice_id = $1 AND a.id = t.imported_claim_id AND a.patient_id = ANY($2))',
  'scheduling.appointment': "t.patient_id = ANY($2) AND t.source = 'IMPORTED'",
};

/** The plan is the practice's own: it is compared by what it says. */
const PLAN = `|| (SELECT jsonb_build_object('plan_name', i.name, 'plan_kind', i.kind, 'payer_name', y.name, 'payer_identifier', y.payer_identifier)
  FROM billing.insurance_plan i JOIN billing.payer y ON (y.practice_id, y.id) = (i.practice_id, i.payer_id) WHERE (i.practice_id, i.id) = (t.practice_id, t.plan_id))`;
const SEALED = ['plan_id', 'member_id_sealed', 'member_id_index', 'member_id_key'];

/** Compares every column of every table but the practice's id, row by row, by SQL alone. Throws for a table that it does not know. */
export async function compareRecords(ask: Ask, sides: Sides): Promise<Comparison> {
  const tables = Map.groupBy(await columnsOf(ask), ({ table }) => table);
  const [ours, theirs] = [await sides.memberIds(sides.from), await sides.memberIds(sides.to)];
  let rows = 0;
  const differences: string[] = [];
  for (const [table, columns] of tables) {
    const before = await rowsOf(ask, { table, practice: sides.from, where: conditionOf(table, columns), patientIds: sides.patientIds });
    const after = await rowsOf(ask, { table, practice: sides.to, where: 'true OR t.practice_id::text = ANY($2)', patientIds: sides.patientIds });
    rows += before.length;
    differences.push(...differencesOf(columns, table === 'billing.coverage' ? before.map((row) => withMember(row, ours)) : before, table === 'billing.coverage' ? after.map((row) => withMember(row, theirs)) : after));
  }
  return { rows, columns: [...tables.values()].flat().length - tables.size, differences };
}

function columnsOf(ask: Ask): Promise<Column[]> {
  return ask<Column>(`SELECT c.table_schema || '.' || c.table_name AS table, c.column_name AS column, EXISTS (
      SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
      WHERE i.indrelid = (c.table_schema || '.' || c.table_name)::regclass AND i.indisprimary AND a.attname = c.column_name) AS key
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_type = 'BASE TABLE' AND (c.table_schema = 'patient' OR c.table_schema || '.' || c.table_name = ANY($1)) ORDER BY 1, c.ordinal_position`, [ELSEWHERE])
    .then((columns) => columns.filter(({ table }) => !NOT_OF_A_PATIENT.test(table)));
}

function conditionOf(table: string, columns: readonly Column[]): string {
  const through = THROUGH[table] ?? (columns.some(({ column }) => column === 'patient_id') ? 't.patient_id = ANY($2)' : undefined);
  if (through === undefined) throw new Error(`${table} is new: say here which rows of it are a patient's.`);
  return through;
}

interface Asked { readonly table: string; readonly practice: string; readonly where: string; readonly patientIds: readonly string[] }

async function rowsOf(ask: Ask, { table, practice, where, patientIds }: Asked): Promise<Row[]> {
  const rows = await ask<{ row: Row }>(`SELECT to_jsonb(t) - 'practice_id' ${table === 'billing.coverage' ? PLAN : ''} AS row FROM ${table} t WHERE t.practice_id = $1 AND (${where})`, [practice, patientIds]);
  return rows.map(({ row }) => row);
}

function withMember(row: Row, memberIds: ReadonlyMap<string, string | null>): Row {
  return { ...Object.fromEntries(Object.entries(row).filter(([column]) => !SEALED.includes(column))), member_id: memberIds.get(String(row['id'])) ?? null };
}

function differencesOf(columns: readonly Column[], before: readonly Row[], after: readonly Row[]): string[] {
  const [table = ''] = columns.map((each) => each.table);
  const keys = columns.filter(({ key, column }) => key && column !== 'practice_id').map(({ column }) => column);
  const nameOf = (row: Row): string => JSON.stringify(keys.map((key) => row[key]));
  const found = new Map(after.map((row) => [nameOf(row), row]));
  const missing = before.filter((row) => !found.has(nameOf(row)));
  const strange = after.length - (before.length - missing.length);
  const changed = before.flatMap((row) => Object.keys(row).filter((column) => found.has(nameOf(row)) && !isEqual(row[column], found.get(nameOf(row))?.[column])));
  return [...missing.map(() => `${table}: a row is missing`), ...Array.from({ length: strange }, () => `${table}: a row too many`), ...changed.map((column) => `${table}.${column}`)];
}

/** jsonb gives the members of an object in one order. */
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
