import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Id } from '@spindle/kernel';
import { ImportedAppointmentService } from '@spindle/scheduling';
import { newId, systemViewer } from '@spindle/database';
import { compareRecords, type Comparison } from '../testing/independent/compared-records';
import { plantEveryKind } from '../testing/every-kind';
import { newPractice } from '../testing/import-clinic';
import { NOW, RecordClinic, SOURCE } from '../testing/record-clinic';
import { toRecord, type RecordBundle } from './record-bundle';

const IMPORTED = 24;
const RECORDED = 50;
const MERGE = 'mutation ($input: MergePatientsInput!) { mergePatients(input: $input) { merge { id } errors { __typename } } }';
const UNMERGE = 'mutation ($input: UnmergePatientsInput!) { unmergePatients(input: $input) { merge { id } errors { __typename } } }';

let clinic: RecordClinic;
let records: readonly RecordBundle[];
/** The patients whose records are exported, and those that were merged into them. */
let patientIds: readonly string[];
const target = newPractice();

beforeAll(async () => {
  clinic = await RecordClinic.open();
  await clinic.files.import(await clinic.historyFiles(IMPORTED), SOURCE);
  const imported = await idsOf(`SELECT id FROM patient.patient WHERE practice_id = $1 AND source = 'IMPORTED' ORDER BY id`);
  const [merged = '', ...sample] = await idsOf(`SELECT p.id FROM patient.patient p WHERE p.practice_id = $1 AND p.source = 'RECORDED'
    ORDER BY (SELECT count(*) FROM patient.clinical_note n WHERE n.practice_id = $1 AND n.patient_id = p.id) DESC, p.id LIMIT ${RECORDED + 1}`);
  const [survivor = '', parted = '', other = ''] = sample;
  await plantEveryKind(ask, SOURCE, survivor);
  await plantVisits(imported[0] ?? '');
  await merge(survivor, merged);
  await clinic.mutate('PRACTICE_ADMIN', UNMERGE, { input: { idempotencyKey: randomUUID(), mergeId: await merge(parted, other), reason: 'Two people after all' } });
  await clinic.settle();
  patientIds = [...imported, ...sample, merged];
  records = await clinic.exportAll(SOURCE, [...imported, ...sample]);
  await clinic.files.import(await filesOf(records), target);
}, 300_000);
afterAll(() => clinic.close());

const ask = <Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]> => clinic.files.rows<Row>(sql, values);
const idsOf = async (sql: string): Promise<string[]> => (await ask<{ id: string }>(sql, [SOURCE])).map(({ id }) => id);
const filesOf = (bundles: readonly unknown[]): Promise<string[]> => clinic.files.write(Object.fromEntries(bundles.map((bundle, index) => [`record-${index}-${randomUUID()}.json`, bundle])));
const compare = (to: string, ids = patientIds): Promise<Comparison> => compareRecords(ask, { from: SOURCE, to, patientIds: ids, memberIds: (practice) => clinic.memberIds(practice) });

/** Without what the running clinic does by itself: events arrive, audit rows are sealed. */
async function rowCounts(): Promise<Readonly<Record<string, number>>> {
  const counted = Object.entries(await clinic.files.rowCounts());
  return Object.fromEntries(counted.filter(([table]) => /^patient\.|^billing\.(coverage|payer|insurance_plan|imported_claim)|^scheduling\.appointment$/.test(table) && !/\.(audit|inbox|outbox)_/.test(table)));
}

async function merge(survivorId: string, mergedId: string): Promise<string> {
  const data = (await clinic.mutate('FRONT_DESK', MERGE, { input: { idempotencyKey: randomUUID(), survivorId, mergedId, reason: 'One person twice' } })) as { mergePatients: { merge: { id: string } } };
  return data.mergePatients.merge.id;
}

async function plantVisits(patientId: string): Promise<void> {
  const session = clinic.files.databases.scheduling.session(systemViewer(SOURCE));
  const visit = { patientId: patientId as Id<'Patient'>, startsAt: new Date('2019-05-01T15:00:00Z'), endsAt: new Date('2019-05-01T15:30:00Z'), timeZone: 'America/Denver', placeName: 'County Hospital' };
  const visits = new ImportedAppointmentService(session, { now: () => NOW });
  await visits.store({ ...visit, sourceKey: 'visit/1', state: 'LATE_CANCELLED', practitionerName: null, cancellationReason: 'Snow' });
  await visits.store({ ...visit, sourceKey: 'visit/2', state: 'COMPLETED', practitionerName: 'Dr. Elsewhere', cancellationReason: null });
  await session.end();
}

describe('the records of 24 imported and 50 sample patients', () => {
  it('come back into an empty practice without loss, compared column by column', async () => {
    const { rows, columns, differences } = await compare(target);
    process.stderr.write(`${records.length} patients, ${rows} rows, ${columns} columns compared, ${differences.length} differences\n`);
    expect(differences).toEqual([]);
    expect(records).toHaveLength(IMPORTED + RECORDED);
    const tables = await ask<{ name: string; rows: number }>(`SELECT DISTINCT table_name AS name FROM information_schema.columns WHERE table_schema = 'patient' AND column_name = 'patient_id'`, []);
    for (const { name } of tables.filter((table) => table.name !== 'audit_event')) expect([name, (await ask(`SELECT FROM patient.${name} WHERE practice_id = $1 LIMIT 1`, [target])).length]).toEqual([name, 1]);
  });

  it('are exported from there as they were exported first', async () => {
    const again = await clinic.exportAll(target, records.map(({ entry }) => entry[0]?.fullUrl.replace('urn:uuid:', '') ?? ''));
    expect(again.map(({ identifier }) => identifier.value)).toEqual(records.map(({ identifier }) => identifier.value));
  });

  it('add nothing to any table the second time', async () => {
    const before = await rowCounts();
    const report = await clinic.files.import(await filesOf(records), target);
    expect(report.files).toEqual({ read: records.length, unreadable: 0, refused: 0 });
    expect([...report.records.values()].map(({ added }) => added)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await rowCounts()).toEqual(before);
  });

  it('leave the next record number free, and are found by name', async () => {
    expect(await ask(`SELECT FROM patient.record_number_counter c WHERE practice_id = $1 AND last_number < (SELECT max(record_number::bigint) FROM patient.patient p WHERE p.practice_id = c.practice_id)`, [target])).toEqual([]);
    expect(await ask('SELECT FROM patient.patient p WHERE practice_id = $1 AND merged_into_id IS NULL AND NOT EXISTS (SELECT FROM patient.patient_search s WHERE (s.practice_id, s.patient_id) = (p.practice_id, p.id))', [target])).toEqual([]);
  });
});

describe('the comparison', () => {
  /** A record of which one column of one row was lost before it was packed. */
  const without = ({ entry }: RecordBundle, type: string, member: string): RecordBundle => {
    const index = entry.findIndex(({ resource }) => resource['resourceType'] === type && resource[member] !== undefined);
    return toRecord([{ resourceType: 'Bundle', type: 'collection', entry: entry.map((each, at) => (at === index ? { ...each, resource: { ...each.resource, [member]: null } } : each)) }], NOW);
  };

  it.each([['Patient', 'communication', 'patient.patient.language'], ['Encounter', 'period', null], ['Coverage', 'order', null], ['Composition', 'attester', null]])('sees that %s lost its %s, or the import refuses it', async (type, member, column) => {
    const record = records.find(({ entry }) => entry.some(({ resource }) => resource['resourceType'] === type && resource[member] !== undefined)) as RecordBundle;
    const practice = newPractice();
    const report = await clinic.files.import(await filesOf([without(record, type, member)]), practice);
    const ids = record.entry.filter(({ resource }) => resource['resourceType'] === 'Patient').map(({ fullUrl }) => fullUrl.replace('urn:uuid:', ''));
    if (column === null) expect(report.problems).toEqual([expect.stringMatching(/: RECORD_DAMAGED: the database does not take a row of it/)]);
    else expect((await compare(practice, ids)).differences).toEqual([column]);
  });

  it('sees a row that was changed, one that is gone and one too many', async () => {
    const practice = newPractice();
    await clinic.files.import(await filesOf([records[0]]), practice);
    const ids = [records[0]?.entry[0]?.fullUrl.replace('urn:uuid:', '') ?? ''];
    expect((await compare(practice, ids)).differences).toEqual([]);
    await ask(`UPDATE patient.patient SET source = 'RECORDED' WHERE practice_id = $1`, [practice]);
    await ask('DELETE FROM patient.condition WHERE practice_id = $1 AND id = (SELECT min(id::text)::uuid FROM patient.condition WHERE practice_id = $1)', [practice]);
    await ask(`INSERT INTO patient.condition (practice_id, id, patient_id, code_text, clinical_status, source) VALUES ($1, $2, $3, 'Strange', 'ACTIVE', 'RECORDED')`, [practice, randomUUID(), ids[0]]);
    expect([...(await compare(practice, ids)).differences].sort()).toEqual(['patient.condition: a row is missing', 'patient.condition: a row too many', 'patient.patient.source']);
  });
});

describe('a record', () => {
  it.each(['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN'] as const)('is not exported by a %s', async (role) => {
    expect(await clinic.export(SOURCE, patientIds[0] ?? '', role)).toMatchObject({ ok: false, error: { kind: 'EXPORT_REFUSED', message: expect.stringContaining('FORBIDDEN') as string } });
  });

  it('of nobody, or of another practice, is not found', async () => {
    const [elsewhere = ''] = await idsOf('SELECT id FROM patient.patient p WHERE practice_id = $1 AND NOT EXISTS (SELECT FROM patient.patient t WHERE t.practice_id <> $1 AND t.id = p.id) LIMIT 1');
    for (const id of [newId(), elsewhere]) expect(await clinic.export(target, id)).toEqual({ ok: false, error: { kind: 'PATIENT_NOT_FOUND', message: expect.any(String) as string } });
  });

  it('that was merged into another is exported with that one', async () => {
    const merged = await clinic.export(SOURCE, patientIds.at(-1) ?? '');
    expect(records.map(({ identifier }) => identifier.value)).toContain(merged.ok ? merged.value.identifier.value : '');
  });

  it('is written by the command into a file of its owner alone, which is never written over', async () => {
    const to = join(clinic.files.folder, 'carried-away.json');
    const run = () => clinic.runExport(['--patient', patientIds[0] ?? '', '--to', to]);
    expect(await run()).toEqual({ exitCode: 0, output: '', errors: `Written: ${records[0]?.entry.length} resources.\n` });
    expect((statSync(to).mode & 0o777).toString(8)).toBe('600');
    expect((JSON.parse(readFileSync(to, 'utf8')) as RecordBundle).identifier).toEqual(records[0]?.identifier);
    expect(await run()).toEqual({ exitCode: 1, output: '', errors: 'The file cannot be written (EEXIST).\n' });
  });

  it('leaves in the audit trail who carried whose record away, and nothing of it in the log', async () => {
    const read = await ask<{ schema: string }>(['patient', 'billing', 'scheduling'].map((schema) => `SELECT '${schema}' AS schema FROM ${schema}.audit_event WHERE practice_id = $1 AND patient_id = $2 AND action = 'READ' AND 'RECORD' = ANY(field_classes) AND operation = 'PatientRecord' GROUP BY 1`).join(' UNION '), [SOURCE, patientIds[0]]);
    expect(read.map(({ schema }) => schema).sort()).toEqual(['billing', 'patient', 'scheduling']);
    const names = await ask<{ name: string }>('SELECT family_name AS name FROM patient.patient WHERE practice_id = $1 AND id = ANY($2)', [SOURCE, patientIds]);
    expect(names.filter(({ name }) => clinic.log.some((line) => line.includes(name)))).toEqual([]);
  });
});

describe('a bundle that is no whole record of ours', () => {
  const repacked = (entry: RecordBundle['entry']): RecordBundle => toRecord([{ resourceType: 'Bundle', type: 'collection', entry }], NOW);
  const damages: readonly (readonly [string, string, (record: RecordBundle) => unknown])[] = [
    ['is of another version', 'RECORD_VERSION_UNKNOWN', (record) => ({ ...record, meta: { profile: [record.meta.profile[0]?.replace('|1', '|2')] } })],
    ['lost an entry', 'RECORD_DAMAGED', (record) => ({ ...record, entry: record.entry.slice(0, -1) })],
    ['was changed', 'RECORD_DAMAGED', (record) => JSON.parse(JSON.stringify(record).replace('"male"', '"female"').replace('"official"', '"usual"')) as unknown],
    ['has no digest', 'RECORD_DAMAGED', ({ identifier: _identifier, ...record }) => record],
    ['has an entry twice', 'RECORD_DAMAGED', ({ entry }) => repacked([...entry, ...entry.slice(-1)])],
    ['is nobody\'s', 'RECORD_DAMAGED', ({ entry }) => repacked(entry.filter(({ resource }) => resource['resourceType'] !== 'Patient'))],
    ['has an entry of no kind', 'RECORD_DAMAGED', ({ entry }) => repacked([...entry, { fullUrl: `urn:uuid:${randomUUID()}`, resource: { resourceType: 'Basic' } }])],
    ['has rows of somebody who is not in it', 'RECORD_DAMAGED', ({ entry }) => repacked(entry.map((each) => (each.resource['resourceType'] === 'Encounter' ? { ...each, resource: { ...each.resource, subject: { reference: `urn:uuid:${randomUUID()}` } } } : each)))],
    ['has an entry that is another\'s type', 'RECORD_DAMAGED', ({ entry }) => repacked(entry.map((each) => (each.resource['resourceType'] === 'Encounter' ? { ...each, resource: { ...each.resource, resourceType: 'Group' } } : each)))],
    ['has text that no database takes', 'RECORD_DAMAGED', ({ entry }) => repacked(entry.map((each) => (each.resource['resourceType'] === 'Encounter' ? { ...each, resource: { ...each.resource, type: [{ text: '\u0000' }] } } : each)))],
  ];

  it.each(damages)('that %s is refused as %s, and nothing of it is written', async (_how, code, damage) => {
    const practice = newPractice();
    const before = await rowCounts();
    const report = await clinic.files.import(await filesOf([damage(records[0] as RecordBundle)]), practice);
    expect(report.problems).toEqual([expect.stringMatching(new RegExp(`^record-0-[^:]+: ${code}: .+ Nothing of it was taken in\\.$`))]);
    expect(report.files).toEqual({ read: 0, unreadable: 0, refused: 1 });
    expect(await rowCounts()).toEqual(before);
  });

  it('is refused as RECORD_CONFLICT where the practice has a part of it under another record', async () => {
    const practice = newPractice();
    await clinic.files.import(await filesOf([records[0]]), practice);
    const renamed = JSON.parse(JSON.stringify(records[0]?.entry).replaceAll(records[0]?.entry[0]?.fullUrl ?? '', `urn:uuid:${randomUUID()}`)) as RecordBundle['entry'];
    const before = await rowCounts();
    const report = await clinic.files.import(await filesOf([repacked(renamed)]), practice);
    expect(report.problems).toEqual([expect.stringContaining('RECORD_CONFLICT')]);
    expect(await rowCounts()).toEqual(before);
  });
});
