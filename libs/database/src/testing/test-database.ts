import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openDatabase, type DatabasePlace } from '../data-source';
import { auditedAnswers, auditTables } from '../audit/audit-tables';
import { eventTables } from '../migrations/event-tables';
import { migrate } from '../migrations/migrate';
import { practiceTable, workerTable } from '../migrations/practice-table';
import type { Database } from '../practice/database';
import type { SchemaDefinition } from '../schema-definition';
import { provision } from '../server/provision';
import { databaseUrl, withoutCredentials } from '../server/role-url';
import { TEST_SERVER_VARIABLE } from './test-server';
import { keepTraces } from './traces';

/** A database of one spec's own, migrated and empty. */
export interface TestDatabase extends DatabasePlace {
  /** Reaches this database as superuser, past all row-level security. */
  readonly adminUrl: string;
  /** By schema, each opened as its service role. */
  readonly databases: Readonly<Record<string, Database>>;
  /** Closes what is open and removes the database. */
  drop(): Promise<void>;
}

/** Rows that every clone begins with. */
export interface Filling {
  /** Lower-case letters, digits and `_`: another name for other rows. */
  readonly name: string;
  fill(place: DatabasePlace): Promise<void>;
}

/** Held while a template is made, so that specs that start together make it once. An arbitrary number of our own. */
const TEMPLATE_LOCK = 5_303_011;

/**
 * Clones a migrated template, with `filling` a filled one. The template is made once per server, content of the migrations
 * and name of the filling, so that a spec pays a tenth of a second.
 */
export async function createTestDatabase(definitions: readonly SchemaDefinition[], filling: Filling | null = null): Promise<TestDatabase> {
  const server = process.env[TEST_SERVER_VARIABLE];
  if (!server) throw new Error(`No database server for tests: ${TEST_SERVER_VARIABLE} is not set. Run Jest with the repository's preset, which starts one.`);
  const secret = createHash('sha256').update(`tests on ${server}`).digest('hex');
  const name = `spindle_test_${randomBytes(8).toString('hex')}`;
  await withServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const template = await ensureTemplate(client, { server, secret, definitions, filling });
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const adminUrl = databaseUrl(server, name);
  const url = withoutCredentials(adminUrl);
  const opened = await Promise.all(definitions.map(async (definition) => [definition.schema, await openDatabase(definition, { url, secret })] as const));
  return { url, secret, adminUrl, databases: Object.fromEntries(opened), drop: async () => {
    await Promise.all(opened.map(([, database]) => database.close()));
    await keepTraces(name, adminUrl);
    await withServer(server, async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
  } };
}

interface TemplateOptions {
  readonly server: string;
  readonly secret: string;
  readonly definitions: readonly SchemaDefinition[];
  readonly filling: Filling | null;
}

/** The template's name tells its content; a database of that name is complete, since it is renamed to it last. */
async function ensureTemplate(client: Client, { filling, ...options }: TemplateOptions): Promise<string> {
  const { server, secret, definitions } = options;
  const empty = `spindle_template_${fingerprint(definitions)}`;
  if (!filling) {
    return ensureDatabase(client, empty, async (draft) => {
      const { url } = await provision({ adminUrl: server, database: draft, secret, schemas: definitions.map(({ schema }) => schema) });
      for (const definition of definitions) await migrate(definition, { url, secret });
    });
  }
  await ensureTemplate(client, { ...options, filling: null });
  return ensureDatabase(client, `${empty}_${filling.name}`, async (draft) => {
    await client.query(`CREATE DATABASE ${draft} TEMPLATE ${empty}`);
    await filling.fill({ url: withoutCredentials(databaseUrl(server, draft)), secret });
  });
}

async function ensureDatabase(client: Client, name: string, make: (draft: string) => Promise<void>): Promise<string> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 1) return name;
  const draft = `${name}_draft`;
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await make(draft);
  await client.query(`ALTER DATABASE ${draft} ALLOW_CONNECTIONS false`);
  await client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [draft]);
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  return name;
}

function fingerprint(definitions: readonly SchemaDefinition[]): string {
  const hash = createHash('sha256');
  for (const shared of [provision, eventTables, practiceTable, workerTable]) hash.update(shared.toString());
  for (const table of [...eventTables('any'), ...auditTables('any'), ...auditedAnswers('any'), ...practiceTable('any.table', []), ...workerTable('any.table', [])]) hash.update(table);
  for (const { schema, migrations } of definitions) hash.update(`${schema}\n${migrations.map(String).join('\n')}`);
  return hash.digest('hex').slice(0, 20);
}

async function withServer(server: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: server, application_name: 'spindle tests' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
