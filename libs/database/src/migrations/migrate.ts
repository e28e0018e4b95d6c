import { DataSource } from 'typeorm';
import { Client } from 'pg';
import { dataSourceOptions, type DatabasePlace } from '../data-source';
import { dataKeysOf } from '../encryption/data-keys';
import type { SchemaDefinition } from '../schema-definition';
import { roleUrl } from '../server/role-url';
import { withSealing } from './sealing';

/** Milliseconds a migration waits for a lock: one that waits behind a long transaction would stop everybody behind itself. */
const LOCK_TIMEOUT_MS = 5_000;

/** How long a start waits for another one that is migrating. */
const MIGRATED_WITHIN_MS = 300_000;

/**
 * Runs the migrations that have not run yet, in order, as the schema's owner, each in a transaction of its own. Starts
 * that migrate at the same time take turns. There is no way back: what went out is mended by the next migration.
 */
export async function migrate(definition: SchemaDefinition, place: DatabasePlace): Promise<{ ran: readonly string[] }> {
  return inTurn(definition.schema, place, async () => {
    const dataSource = await openAsOwner(definition, place);
    try {
      const ran = await withSealing(dataKeysOf(place), () => dataSource.runMigrations());
      return { ran: ran.map((migration) => migration.name) };
    } finally {
      await dataSource.destroy();
    }
  });
}

/** The statements TypeORM would run to make the schema fit the entities; none when they agree. For tests. */
export async function schemaDrift(definition: SchemaDefinition, place: DatabasePlace): Promise<string[]> {
  const dataSource = await openAsOwner(definition, place);
  try {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  } finally {
    await dataSource.destroy();
  }
}

async function openAsOwner(definition: SchemaDefinition, place: DatabasePlace): Promise<DataSource> {
  const options = dataSourceOptions(definition, { place, purpose: 'owner', pool: { max: 2, lock_timeout: LOCK_TIMEOUT_MS } });
  return new DataSource(options).initialize();
}

/** Runs work while no other migrates or changes keys in the schema. A connection of its own holds the lock: it is let go when this process ends, however it ends. */
export async function inTurn<R>(schema: string, { url, secret }: DatabasePlace, work: () => Promise<R>): Promise<R> {
  const client = new Client({ connectionString: roleUrl(url, `${schema}_owner`, secret), application_name: `spindle ${schema} migration lock`, lock_timeout: MIGRATED_WITHIN_MS });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`spindle migration ${schema}`]);
    return await work();
  } finally {
    await client.end();
  }
}
