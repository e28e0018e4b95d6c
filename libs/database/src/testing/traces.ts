import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** Names the folder in which a test run collects what was told of its work; unset: nothing is collected. */
export const TRACES_VARIABLE = 'SPINDLE_TEST_TRACES';

/** Tables whose rows leave the record or tell of it: they hold ids and closed words, nothing of a person. */
const TELLING = ['outbox_event', 'inbox_event', 'audit_event', 'live_event', 'rate_counter', 'registered_operation'];

/** Every row of those tables in all schemas as text, without the function that a name would have to be spliced for. */
const TOLD = `SELECT c.oid::regclass::text AS relation, (xpath('//row/text()', x))::text AS told
  FROM pg_class c CROSS JOIN LATERAL query_to_xml(format('SELECT t::text AS row FROM %s t', c.oid::regclass), false, false, '') AS x
  WHERE c.relkind = 'r' AND c.relname = ANY($1)`;

/** Copies what a test database tells of people's records into the folder of the run, before it is dropped. */
export async function keepTraces(database: string, adminUrl: string): Promise<void> {
  const folder = process.env[TRACES_VARIABLE];
  if (!folder) return;
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ relation: string; told: string }>(TOLD, [TELLING]);
    await appendFile(join(folder, `${database}.rows`), rows.map(({ relation, told }) => `${relation} ${told}\n`).join(''));
  } finally {
    await client.end();
  }
}
