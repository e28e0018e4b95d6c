import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import { allTables, type Columns } from '@spindle/fhir';
import { patientSchema } from '../data-source';
import { OUT_OF_RECORD, PATIENT_RECORD } from './patient-record';

/** What R4 asks of these resources (hl7.org/fhir/R4): elements of cardinality 1..1 and 1..*. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Patient: [], Provenance: ['target', 'recorded', 'agent'], Condition: ['subject'], Encounter: ['status', 'class'], EpisodeOfCare: ['status', 'patient'], CarePlan: ['status', 'intent', 'subject'],
  ClinicalImpression: ['status', 'subject'], Task: ['status', 'intent'], QuestionnaireResponse: ['status'], Consent: ['status', 'scope', 'category'], Observation: ['status', 'code'],
  Procedure: ['status', 'subject'], AdverseEvent: ['actuality', 'subject'], Composition: ['status', 'type', 'date', 'author', 'title'], Flag: ['status', 'code', 'subject'], Communication: ['status'],
};

let database: TestDatabase;
let columns: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  database = await createTestDatabase([patientSchema]);
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  const { rows } = await admin.query<{ table: string; column: string }>(`SELECT c.table_schema || '.' || c.table_name AS table, c.column_name AS column
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = 'patient' AND t.table_type = 'BASE TABLE'`);
  await admin.end();
  columns = new Map([...Map.groupBy(rows, ({ table }) => table)].map(([table, group]) => [table, group.map(({ column }) => column).sort()]));
});
afterAll(() => database.drop());

const catalogue: readonly { readonly name: string; readonly columns: Columns }[] = allTables(PATIENT_RECORD);

it('every table of the schema is in a record, or it is said why not', () => {
  expect([...catalogue.map(({ name }) => name), ...Object.keys(OUT_OF_RECORD)].sort()).toEqual([...columns.keys()].sort());
});

it.each(catalogue.map((table) => [table.name, table.columns] as const))('of %s every column travels, or it is said why not', (name, known) => {
  expect(Object.keys(known).sort()).toEqual(columns.get(name));
});

it.each(PATIENT_RECORD.map((table) => [table.name, table] as const))('%s has what R4 requires of its resource', (_name, { resource, frame = {}, columns: known }) => {
  const framed = Object.keys(typeof frame === 'function' ? frame({}) : frame);
  const placed = Object.values(known).flatMap((column) => (column.kind === 'ELEMENT' ? [column.path.split('.')[0] ?? ''] : []));
  expect((REQUIRED[resource] ?? ['a resource that is not listed here']).filter((element) => !framed.includes(element) && !placed.includes(element))).toEqual([]);
});
