import { newId } from '@spindle/database';
import type { TestDatabase } from '@spindle/database/testing';
import { asAdmin } from './test-clinic';

/** One practice's chain in one schema. */
export interface Chain {
  readonly schema: string;
  readonly practiceId: string;
  readonly length: number;
}

/** Numbers from 1 to `most`, the same for the same seed. */
export type Choose = (most: number) => number;

export function chooser(seed: number): Choose {
  let state = seed >>> 0;
  return (most) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x9e37_79b9) >>> 0;
    return 1 + (((state ^ (state >>> 13)) >>> 0) % most);
  };
}

const VALUES = [
  `person_id = gen_random_uuid()`, `roles = roles || '{BILLER}'`, `patient_id = gen_random_uuid()`, `field_classes = '{}'`, `action = 'WRITE'`, `purpose = 'BREAK_GLASS'`, `outcome = 'DENIED'`,
  `operation = 'Nothing'`, `request_id = request_id || ' '`, `recorded_at = recorded_at - interval '1 microsecond'`, `transaction_id = '1'`, `break_glass_grant_id = gen_random_uuid()`,
];

/** The five kinds of damage, each in the ways that a database's superuser has. Each is done to a chain and answers how it must be named. */
export class ChainDamage {
  constructor(private readonly database: TestDatabase, private readonly choose: Choose) {}

  async altered(chain: Chain): Promise<readonly string[]> {
    const place = this.choose(chain.length);
    const id = await this.#rowAt(chain, place);
    await this.#run(chain, `UPDATE audit.event SET ${VALUES[this.choose(VALUES.length) - 1]} WHERE practice_id = $1 AND id = $2`, id);
    return [`ALTERED at place ${place}, row ${id}`];
  }

  async removed(chain: Chain): Promise<readonly string[]> {
    const [place, way] = [this.choose(chain.length - 1), this.choose(3)];
    const id = await this.#rowAt(chain, place);
    await this.#run(chain, 'DELETE FROM audit.event WHERE practice_id = $1 AND id = $2', id);
    if (way > 1) await this.#run(chain, 'DELETE FROM audit.seal WHERE practice_id = $1 AND event_id = $2', id);
    if (way > 2) await this.#move(chain, place, -1);
    return [`REMOVED at place ${place}${way === 1 ? `, row ${id}` : ''}`];
  }

  async inserted(chain: Chain): Promise<readonly string[]> {
    const [place, isSealed, id] = [this.choose(chain.length - 1), this.choose(2) === 1, newId()];
    await this.#run(chain, `INSERT INTO audit.event (practice_id, id, transaction_id, person_id, roles, field_classes, action, purpose, outcome, request_id)
      SELECT practice_id, $3, transaction_id, person_id, roles, field_classes, action, purpose, outcome, request_id FROM audit.event WHERE practice_id = $1 AND id = $2`, await this.#rowAt(chain, place), id);
    if (!isSealed) return [`INSERTED, row ${id}`];
    await this.#move(chain, place, 1);
    await this.#run(chain, `INSERT INTO audit.seal VALUES ($1, $2, $3, sha256('a guess'))`, place + 1, id);
    return [`INSERTED at place ${place + 1}, row ${id}`];
  }

  async reordered(chain: Chain): Promise<readonly string[]> {
    const one = this.choose(chain.length - 1);
    const two = one + this.choose(chain.length - one);
    const ids = [await this.#rowAt(chain, one), await this.#rowAt(chain, two)];
    await this.#run(chain, 'UPDATE audit.seal SET position = CASE position WHEN $2 THEN -$3::bigint ELSE -$2::bigint END WHERE practice_id = $1 AND position IN ($2, $3)', one, two);
    await this.#run(chain, 'UPDATE audit.seal SET position = -position WHERE practice_id = $1 AND position < 0');
    return [`REORDERED at place ${one}, row ${ids[1]}`, `REORDERED at place ${two}, row ${ids[0]}`];
  }

  async cut(chain: Chain): Promise<readonly string[]> {
    const [kept, withHead] = [this.choose(chain.length - 1), this.choose(2) === 1];
    await this.#run(chain, 'DELETE FROM audit.event e USING audit.seal s WHERE s.practice_id = $1 AND e.practice_id = $1 AND e.id = s.event_id AND s.position > $2', kept);
    await this.#run(chain, 'DELETE FROM audit.seal WHERE practice_id = $1 AND position > $2', kept);
    if (withHead) await this.#run(chain, 'DELETE FROM audit.head WHERE practice_id = $1');
    return [`CUT at place ${kept + 1}`];
  }

  #run<Row extends object>({ schema, practiceId }: Chain, sql: string, ...values: unknown[]): Promise<Row[]> {
    return asAdmin<Row>(this.database, sql.replaceAll('audit.', `${schema}.audit_`), [practiceId, ...values]);
  }

  async #rowAt(chain: Chain, place: number): Promise<string> {
    return (await this.#run<{ id: string }>(chain, 'SELECT event_id AS id FROM audit.seal WHERE practice_id = $1 AND position = $2', place))[0]?.id ?? '';
  }

  /** Makes room behind a place, or closes it: places are unique while they change. */
  async #move(chain: Chain, behind: number, by: 1 | -1): Promise<void> {
    await this.#run(chain, 'UPDATE audit.seal SET position = -position WHERE practice_id = $1 AND position > $2', behind);
    await this.#run(chain, 'UPDATE audit.seal SET position = $2 - position WHERE practice_id = $1 AND position < 0', by);
  }
}
