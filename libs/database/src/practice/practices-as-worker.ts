import { Client } from 'pg';
import type { Id } from '@spindle/kernel';
import type { DatabasePlace } from '../data-source';
import { roleUrl } from '../server/role-url';

/** A question that the schema's worker asks of one of the tables it may read: which practices have work waiting. */
export interface WorkerQuestion {
  readonly schema: string;
  /** Answers rows with `practice_id`. */
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The practices that have work waiting, asked as the schema's worker, which sees the rows of all. */
export async function practicesAsWorker({ url, secret }: DatabasePlace, { schema, text, values }: WorkerQuestion): Promise<readonly Id<'Practice'>[]> {
  const client = new Client({ connectionString: roleUrl(url, `${schema}_worker`, secret), application_name: `spindle ${schema} worker` });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ practice_id: Id<'Practice'> }>(text, [...values]);
    return rows.map(({ practice_id: practiceId }) => practiceId);
  } finally {
    await client.end();
  }
}
