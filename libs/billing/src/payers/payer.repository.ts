import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Payer } from './payer';

const BY_IDS = statement(`SELECT id, name, payer_identifier AS "payerId" FROM billing.payer WHERE practice_id = $1 AND id = ANY($2)`);

const BY_NAME = statement(`SELECT id, name, payer_identifier AS "payerId" FROM billing.payer
  WHERE practice_id = $1 AND name > $2 ORDER BY name LIMIT $3`);

const ADD = statement(`INSERT INTO billing.payer (practice_id, id, name, payer_identifier)
  SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`);

const NAMED = statement(`SELECT id, name, payer_identifier AS "payerId" FROM billing.payer WHERE practice_id = $1 AND name = ANY($2)`);

/** Reads and writes payers of one practice. */
export class PayerRepository {
  constructor(private readonly sql: Sql, private readonly practiceId: Id<'Practice'>) {}

  findMany(ids: readonly string[]): Promise<Payer[]> {
    return this.sql.rows<Payer>(BY_IDS, [this.practiceId, ids]);
  }

  /** Payers whose name comes after the given one, in the order of their names. */
  findAfter(name: string, limit: number): Promise<Payer[]> {
    return this.sql.rows<Payer>(BY_NAME, [this.practiceId, name, limit]);
  }

  findNamed(names: readonly string[]): Promise<Payer[]> {
    return this.sql.rows<Payer>(NAMED, [this.practiceId, names]);
  }

  /** Adds payers; those whose name is taken are left as they are. */
  async addMissing(payers: readonly Payer[]): Promise<void> {
    await this.sql.count(ADD, [this.practiceId, payers.map(({ id }) => id), payers.map(({ name }) => name), payers.map(({ payerId }) => payerId)]);
  }
}
