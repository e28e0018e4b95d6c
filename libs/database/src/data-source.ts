import { DataSource, type DataSourceOptions, type Logger } from 'typeorm';
import type { Clock } from '@spindle/kernel';
import { systemClock, type KeyRing } from '@spindle/subgraph';
import { dataKeysOf } from './encryption/data-keys';
import { Database } from './practice/database';
import { publishStatement } from './practice/sql-channel';
import { requirePlainName, type SchemaDefinition } from './schema-definition';
import { roleUrl, type RolePurpose } from './server/role-url';
import { houseTypes } from './type-parsers';

/** Where the database is, and the secret its roles' passwords are made from. */
export interface DatabasePlace {
  readonly url: string;
  readonly secret: string;
  /** Key-encryption keys of sealed values, the newest first; the one made from the secret where none are told. */
  readonly encryptionKeys?: KeyRing;
}

export interface OpenDatabaseOptions extends DatabasePlace {
  /** Connections at most. */
  readonly poolSize?: number;
  /** How long a request may wait for a connection before it is refused with OVERLOADED. */
  readonly waitMs?: number;
  /** By which it is told when events occurred; the system's unless a test has its own. */
  readonly clock?: Clock;
}

const POOL_SIZE = 10;
const WAIT_MS = 10_000;
const IDLE_CONNECTION_KEPT_MS = 30_000;

/** The table in which TypeORM keeps which migrations ran; each schema has its own. */
export const MIGRATION_TABLE = 'migration';

/** Opens a schema for requests, as its service role. Rejects when the database does not answer. */
export async function openDatabase(definition: SchemaDefinition, options: OpenDatabaseOptions): Promise<Database> {
  const { poolSize = POOL_SIZE, waitMs = WAIT_MS, clock = systemClock } = options;
  const dataSource = new DataSource(dataSourceOptions(definition, { place: options, purpose: 'service', pool: {
    max: poolSize,
    connectionTimeoutMillis: waitMs,
    idleTimeoutMillis: IDLE_CONNECTION_KEPT_MS,
    pipeline: true,
  } }));
  await dataSource.initialize();
  return new Database(definition.schema, dataSource, { dataKeys: dataKeysOf(options), clock, auditorUrl: roleUrl(options.url, `${definition.schema}_auditor`, options.secret) });
}

interface Access {
  readonly place: DatabasePlace;
  readonly purpose: RolePurpose;
  readonly pool: Readonly<Record<string, unknown>>;
}

/** TypeORM's options with the house's defaults: no undefined in a `where`, no extension made, no value in a log. */
export function dataSourceOptions(definition: SchemaDefinition, { place, purpose, pool }: Access): DataSourceOptions {
  const schema = requirePlainName(definition.schema);
  return {
    type: 'postgres',
    url: roleUrl(place.url, `${schema}_${purpose}`, place.secret),
    applicationName: `spindle ${schema} ${purpose}`,
    schema,
    entities: [...definition.entities] as never[],
    migrations: [...definition.migrations],
    migrationsTableName: MIGRATION_TABLE,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    synchronize: false,
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    logger: new StatementCounter(schema),
    poolErrorHandler: () => undefined,
    extra: { ...pool, types: houseTypes, keepAlive: true },
  };
}

/** Tells the statement channel of what TypeORM sends by itself; writes nothing, since statements carry values. */
class StatementCounter implements Logger {
  constructor(readonly schema: string) {}
  logQuery(): void {
    publishStatement({ schema: this.schema, purpose: 'DOMAIN' });
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
