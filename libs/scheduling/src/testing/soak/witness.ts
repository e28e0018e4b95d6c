import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolClient, QueryConfig, QueryResult } from 'pg';
import { RESERVATIONS, SITES } from '../../availability/availability.repository';
import type { SchedulingClinic } from '../scheduling-clinic';

/** What a statement that decided saw: the transactions in its snapshot, and the values it was asked with. */
export interface Sight {
  /** As PostgreSQL writes it: xmin:xmax:those under way in between. */
  readonly snapshot: string;
  readonly values: readonly unknown[];
}

/** The last looks of one change at what is reserved and at what is closed: it was decided on them. */
export interface Decision {
  readonly reservations: Sight | null;
  readonly sites: Sight | null;
}

/** Every version that a reservation or a closure ever had, with the transaction that made it. */
const HISTORY = `CREATE SCHEMA soak;
  CREATE TABLE soak.reservation (at bigint GENERATED ALWAYS AS IDENTITY, xid xid8, holder_id uuid, resource_id uuid, starts_at timestamptz, ends_at timestamptz, lanes int4range, live boolean, expires_at timestamptz);
  CREATE TABLE soak.closure (at bigint GENERATED ALWAYS AS IDENTITY, xid xid8, id uuid, stands boolean);
  CREATE FUNCTION soak.note_reservation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    IF TG_OP = 'DELETE' THEN INSERT INTO soak.reservation (xid, holder_id, resource_id, live) VALUES (pg_current_xact_id(), OLD.holder_id, OLD.resource_id, false);
    ELSE INSERT INTO soak.reservation (xid, holder_id, resource_id, starts_at, ends_at, lanes, live, expires_at)
      VALUES (pg_current_xact_id(), NEW.holder_id, NEW.resource_id, NEW.starts_at, NEW.ends_at, NEW.lanes, NEW.live, NEW.expires_at); END IF;
    RETURN NULL; END $$;
  CREATE FUNCTION soak.note_closure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    INSERT INTO soak.closure (xid, id, stands) VALUES (pg_current_xact_id(), NEW.id, NEW.withdrawn_at IS NULL); RETURN NULL; END $$;
  CREATE TRIGGER soak AFTER INSERT OR UPDATE OR DELETE ON scheduling.reservation FOR EACH ROW EXECUTE FUNCTION soak.note_reservation();
  CREATE TRIGGER soak AFTER INSERT OR UPDATE ON scheduling.closure FOR EACH ROW EXECUTE FUNCTION soak.note_closure()`;

/** What asks in the place of a statement on which is decided, by its name. */
const WATCHED: ReadonlyMap<string, { readonly part: keyof Decision; readonly name: string; readonly text: string }> = new Map(([['reservations', RESERVATIONS], ['sites', SITES]] as const)
  .map(([part, { name, text }]) => [name, { part, name: `${name} seen`, text: `SELECT seen.*, pg_current_snapshot()::text AS snapshot FROM (${text}) AS seen` }]));

type Look = { -readonly [Part in keyof Decision]: Decision[Part] };
type Query = (config: QueryConfig) => Promise<QueryResult<{ readonly snapshot: string }>>;

/**
 * Sees what the changes of a soak saw. It keeps the history of reservations by triggers, and asks PostgreSQL with each
 * statement on which a change decides for the statement's own snapshot: so that afterwards can be said what was
 * committed for the statement, and what was not yet.
 */
export class Witness {
  readonly #looks = new AsyncLocalStorage<Look>();
  readonly #watched = new WeakSet<PoolClient>();

  private constructor() {}

  static async of(clinic: SchedulingClinic): Promise<Witness> {
    await clinic.asAdmin(HISTORY);
    const witness = new Witness();
    const { master } = clinic.database.dataSource.driver as unknown as { master: Pool };
    master.on('acquire', (client) => witness.#watch(client));
    return witness;
  }

  /** Does a change, and answers beside its result what it decided on last. */
  async see<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly decision: Decision }> {
    const decision: Look = { reservations: null, sites: null };
    const result = await this.#looks.run(decision, work);
    return { result, decision };
  }

  #watch(client: PoolClient): void {
    if (this.#watched.has(client)) return;
    this.#watched.add(client);
    const query = client.query.bind(client) as unknown as Query;
    const watched = async (config: QueryConfig): ReturnType<Query> => {
      const seen = WATCHED.get(config.name ?? '');
      const look = this.#looks.getStore();
      if (!seen || !look) return query(config);
      const answer = await query({ name: seen.name, text: seen.text, values: config.values ?? [] });
      look[seen.part] = { snapshot: answer.rows[0]?.snapshot ?? '', values: config.values ?? [] };
      return answer;
    };
    Object.assign(client, { query: watched });
  }
}
