import { join, resolve } from 'node:path';
import { findRunningServer, provision, startEmbeddedServer, type DatabasePlace } from '@spindle/database';
import { keyRing, localSecret } from '@spindle/subgraph';
import { workspaceFolder } from '@spindle/supergraph';
import { SCHEMAS } from './schemas';

/** Where `npm start` keeps the clinic: the database's files, the secret, the log. `SPINDLE_DATA_FOLDER` puts it elsewhere. */
export const DATA_FOLDER = resolve(process.env['SPINDLE_DATA_FOLDER'] ?? join(workspaceFolder(), '.data'));

/** Where the audit trails are anchored: beside the database. `SPINDLE_AUDIT_FOLDER` puts it elsewhere, best on another machine's disk. */
export const ANCHOR_FOLDER = resolve(process.env['SPINDLE_AUDIT_FOLDER'] || join(DATA_FOLDER, 'audit'));

/** Where messages to patients are put, one file each, for whatever sends them. `SPINDLE_MESSAGE_FOLDER` puts it elsewhere. */
export const MESSAGE_FOLDER = resolve(process.env['SPINDLE_MESSAGE_FOLDER'] || join(DATA_FOLDER, 'messages'));

/** A database that is provisioned: roles and schemas are there; migrations and rows may not be. */
export interface LocalDatabase {
  readonly place: DatabasePlace;
  /** Says where it is, without a password. */
  readonly description: string;
  /** Stops the server when it was started here. */
  stop(): Promise<void>;
}

export interface LocalDatabaseOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly progress?: (line: string) => void;
  /** True for commands that work beside a running clinic: its server is used. */
  readonly beside?: boolean;
}

/**
 * The clinic's database on this machine: the server that `DATABASE_URL` names (a role that may create roles), or
 * PostgreSQL of our own under `.data`, started if it does not run.
 */
export async function openLocalDatabase({ environment = process.env, progress = () => undefined, beside = false }: LocalDatabaseOptions = {}): Promise<LocalDatabase> {
  const secret = localSecret(DATA_FOLDER, environment as NodeJS.ProcessEnv);
  const encryptionKeys = keyRing('encryption', { secret, environment });
  const given = environment['DATABASE_URL'];
  if (given) {
    const { pathname, host } = new URL(given);
    const database = decodeURIComponent(pathname.slice(1)) || 'spindle';
    const { url } = await provision({ adminUrl: given, database, secret, schemas: SCHEMAS.map(({ schema }) => schema) });
    return { place: { url, secret, encryptionKeys }, description: `the server at ${host}, database ${database}`, stop: async () => undefined };
  }
  const folder = join(DATA_FOLDER, 'postgres');
  const running = beside ? await findRunningServer(folder) : null;
  const server = running ? { adminUrl: running.adminUrl, stop: async () => undefined } : await startEmbeddedServer({ dataFolder: folder, durable: true, progress });
  const { url } = await provision({ adminUrl: server.adminUrl, database: 'spindle', secret, schemas: SCHEMAS.map(({ schema }) => schema) });
  return { place: { url, secret, encryptionKeys }, description: 'PostgreSQL of its own, under .data/postgres', stop: () => server.stop() };
}
