import { createServer } from 'node:http';
import { Pool } from 'pg';
import { statement, wallSettings } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import { RAW_SQL } from './raw-sql';

/**
 * Hand-written SQL behind plain HTTP: the practice's settings and a transaction around one prepared statement, and in it,
 * as the graph does, one more that leaves a row in the audit trail for each patient that the answer holds.
 */
const pool = new Pool({ connectionString: process.env['RAW_DATABASE_URL'], max: 10 });
const practice = (process.env['RAW_PRACTICE'] ?? '') as Id<'Practice'>;
const settings = { 'app.practice_id': practice, 'app.person_id': practice, ...wallSettings({ practiceId: practice, personId: practice as string as Id<'Person'>, roles: ['BILLER', 'FRONT_DESK', 'PRACTITIONER'], siteIds: null }, true) };
const opening = `BEGIN; SELECT ${Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`).join(', ')}`;
const AUDIT = statement(`INSERT INTO patient.audit_event (practice_id, id, person_id, roles, request_id, patient_id, field_classes, action, outcome, purpose)
  SELECT $1, uuidv7(), $1, '{BILLER,FRONT_DESK,PRACTITIONER}', 'bench', patient_id, '{CLAIM,IDENTITY,SCHEDULE}', 'READ', 'ALLOWED', 'TREATMENT' FROM unnest($2::uuid[]) AS read(patient_id)`);
const statements = new Map(Object.entries(RAW_SQL).map(([name, text]) => [`/${name}`, statement(text)]));

async function answer(path: string, values: readonly unknown[]): Promise<unknown> {
  const chosen = statements.get(path);
  if (!chosen) throw new Error('There is no such operation.');
  const client = await pool.connect();
  try {
    await client.query(opening);
    const { rows } = await client.query<[unknown]>({ name: chosen.name, text: chosen.text, values: [practice, ...values], rowMode: 'array' });
    const value = rows[0]?.[0] ?? null;
    const patients = [...new Set(patientsIn(value))];
    if (patients.length > 0) await client.query({ name: AUDIT.name, text: AUDIT.text, values: [practice, patients] });
    await client.query('COMMIT');
    return value;
  } finally {
    client.release();
  }
}

/** The ids of the patients in an answer. */
function patientsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(patientsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { patient } = value as { readonly patient?: { readonly id?: unknown } | null };
  return [...(typeof patient?.id === 'string' ? [patient.id] : []), ...Object.values(value).flatMap(patientsIn)];
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    answer(request.url ?? '', JSON.parse(Buffer.concat(chunks).toString()) as unknown[]).then(
      (data) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data })),
      (cause: unknown) => response.writeHead(500).end(String(cause)),
    );
  });
});
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.once('disconnect', () => process.exit(0));
