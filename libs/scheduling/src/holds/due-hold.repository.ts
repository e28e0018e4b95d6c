import { Client } from 'pg';
import { roleUrl, type DatabasePlace } from '@spindle/database';

const DUE = `SELECT practice_id, array_agg(id ORDER BY id) AS ids FROM (
    SELECT practice_id, id FROM scheduling.appointment WHERE state = 'HELD' AND hold_expires_at <= $1 ORDER BY hold_expires_at LIMIT 500) due GROUP BY practice_id`;

/** Holds of one practice that ran out. */
export interface DueHolds {
  readonly practiceId: string;
  readonly ids: readonly string[];
}

/** Finds holds that ran out in every practice, as the schema's worker: it sees of an appointment that it is held, and until when. */
export class DueHoldRepository {
  constructor(readonly place: DatabasePlace) {}

  async find(now: Date): Promise<DueHolds[]> {
    const { url, secret } = this.place;
    const client = new Client({ connectionString: roleUrl(url, 'scheduling_worker', secret), application_name: 'spindle scheduling hold sweeper' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<{ practice_id: string; ids: string[] }>(DUE, [now]);
      return rows.map((row) => ({ practiceId: row.practice_id, ids: row.ids }));
    } finally {
      await client.end();
    }
  }
}
