import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { requirePlainName } from '../schema-definition';
import { POSTGRESQL_MAJOR } from './data-folder';
import { databaseUrl, rolePassword, ROLE_PURPOSES, withoutCredentials, type RolePurpose } from './role-url';

/** Where extensions live: a schema that every role may use and none may write. */
export const EXTENSION_SCHEMA = 'extensions';

/** Held while a database is provisioned: two starts take turns. An arbitrary number of our own. */
const PROVISION_LOCK = 5_303_010;

/** The worker reads a queue whose statistics are always out of date: it goes by its indexes, whatever they say. */
const BY_INDEX = ['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin'].map((plan) => `${plan} = off`);

/** What each login is held to. A request must never keep a lock or a transaction for long; the relay holds row locks during a delivery. */
const LIMITS: Readonly<Record<RolePurpose, readonly string[]>> = {
  owner: ["lock_timeout = '5s'", "idle_in_transaction_session_timeout = '60s'"],
  service: ["statement_timeout = '15s'", "lock_timeout = '5s'", "idle_in_transaction_session_timeout = '30s'"],
  auditor: ["statement_timeout = '60s'", "lock_timeout = '5s'", "idle_in_transaction_session_timeout = '60s'"],
  worker: ["statement_timeout = '60s'", "lock_timeout = '5s'", "idle_in_transaction_session_timeout = '60s'", ...BY_INDEX],
};

export interface ProvisionOptions {
  /** Reaches the server as a superuser, or as a role that may create roles and databases. */
  readonly adminUrl: string;
  readonly database: string;
  /** From which the roles' passwords are made. */
  readonly secret: string;
  readonly schemas: readonly string[];
}

/**
 * Makes the database, and for each schema its roles, grants and limits. Can be run again at any time; it then sets
 * passwords and limits anew. Answers the database's URL, without the administrator's credentials. Throws a sentence when the server is older than PostgreSQL 18.
 */
export async function provision({ adminUrl, database, secret, schemas }: ProvisionOptions): Promise<{ url: string }> {
  [database, ...schemas].forEach(requirePlainName);
  const url = databaseUrl(adminUrl, database);
  await withClient(adminUrl, async (client) => {
    await requireVersion(client);
    await client.query('SELECT pg_advisory_lock($1)', [PROVISION_LOCK]);
    await createDatabase(client, database);
    for (const schema of schemas) for (const purpose of ROLE_PURPOSES) await patiently(() => createRole(client, { schema, purpose, secret }));
    await withClient(url, (inside) => arrange(inside, database, schemas));
  });
  return { url: withoutCredentials(url) };
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'spindle provision' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function requireVersion(client: Client): Promise<void> {
  const { rows: [row] } = await client.query<{ version: string; number: number }>(`SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number`);
  if (row && row.number >= POSTGRESQL_MAJOR * 10_000) return;
  throw new Error(`The database server is PostgreSQL ${row?.version}; Spindle needs PostgreSQL ${POSTGRESQL_MAJOR} or later.`);
}

async function createDatabase(client: Client, database: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`);
}

/** Roles belong to the whole server, and the lock to one database: two that change a role at once are told so by PostgreSQL, and try again. */
async function patiently(work: () => Promise<void>, tries = 20): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    if (tries === 0 || !(code === '42710' || /tuple concurrently updated/.test(message ?? ''))) throw error;
    await pause(50);
    await patiently(work, tries - 1);
  }
}

async function createRole(client: Client, { schema, purpose, secret }: { schema: string; purpose: RolePurpose; secret: string }): Promise<void> {
  const role = `${schema}_${purpose}`;
  const password = client.escapeLiteral(rolePassword(role, secret));
  const { rows: [known] } = await client.query<{ excessive: boolean }>('SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS excessive FROM pg_roles WHERE rolname = $1', [role]);
  if (!known) await client.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOINHERIT`);
  if (known?.excessive) await client.query(`ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB`);
  await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${password}`);
  for (const limit of [...LIMITS[purpose], `search_path = ${schema}, ${EXTENSION_SCHEMA}`]) await client.query(`ALTER ROLE ${role} SET ${limit}`);
  if (purpose === 'owner') await client.query(`GRANT ${role} TO CURRENT_USER`);
}

async function arrange(client: Client, database: string, schemas: readonly string[]): Promise<void> {
  const roles = schemas.flatMap((schema) => ROLE_PURPOSES.map((purpose) => `${schema}_${purpose}`)).join(', ');
  const statements = [
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${database} TO ${roles}`,
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
    `CREATE SCHEMA IF NOT EXISTS ${EXTENSION_SCHEMA}`,
    `GRANT USAGE ON SCHEMA ${EXTENSION_SCHEMA} TO ${roles}`,
    `CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA ${EXTENSION_SCHEMA}`,
    ...schemas.flatMap((schema) => [
      `CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${schema}_owner`,
      `REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC`,
      `GRANT USAGE ON SCHEMA ${schema} TO ${schema}_service, ${schema}_worker, ${schema}_auditor`,
    ]),
  ];
  for (const statement of statements) await client.query(statement);
}
