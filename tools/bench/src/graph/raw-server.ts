import { createServer } from 'node:http';
import { Pool } from 'pg';
import { statement, wallSettings } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import { RAW_SQL } from './raw-sql';

/** Hand-written SQL behind plain HTTP: the practice's settings and a transaction around one prepared statement. */
const pool = new Pool({ connectionString: process.env['RAW_DATABASE_URL'], max: 10 });
const practice = (process.env['RAW_PRACTICE'] ?? '') as Id<'Practice'>;
const settings = { 'app.practice_id': practice, 'app.person_id': practice, ...wallSettings({ practiceId: practice, personId: practice as string as Id<'Person'>, roles: ['BILLER', 'FRONT_DESK', 'PRACTITIONER'], siteIds: null }, true) };
const opening = `BEGIN READ ONLY; SELECT ${Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`).join(', ')}`;
const statements = new Map(Object.entries(RAW_SQL).map(([name, text]) => [`/${name}`, statement(text)]));

async function answer(path: string, values: readonly unknown[]): Promise<unknown> {
  const chosen = statements.get(path);
  if (!chosen) throw new Error('There is no such operation.');
  const client = await pool.connect();
  try {
    await client.query(opening);
    const { rows } = await client.query<[unknown]>({ name: chosen.name, text: chosen.text, values: [practice, ...values], rowMode: 'array' });
    await client.query('COMMIT');
    return rows[0]?.[0] ?? null;
  } finally {
    client.release();
  }
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
