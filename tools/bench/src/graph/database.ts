import { join } from 'node:path';
import { Client } from 'pg';
import { DATA_FOLDER, migrateClinic, registerSamplePeople, SCHEMAS } from '@spindle/clinic';
import { newId, provision, startEmbeddedServer, type DatabasePlace } from '@spindle/database';
import { DEVELOPMENT_ISSUER_NAME, registerPerson, Worker } from '@spindle/gateway/identity';
import { isSeeded, SAMPLE_PRACTICES, seedSampleClinic } from '@spindle/sample-clinic';
import { localSecret, systemClock } from '@spindle/subgraph';

export interface BenchDatabase {
  readonly place: DatabasePlace;
  /** Reaches all three schemas under row-level security, for the hand-written SQL. */
  readonly rawUrl: string;
  readonly adminUrl: string;
  readonly serverPid: number;
  stop(): Promise<void>;
}

export type Size = 'S' | 'M' | 'L';

const RAW_ROLE = 'bench_raw';

/** Who asks: somebody of every role that the main screens need. */
export const BENCH_SUBJECT = 'bench';

/** A seeded database of its own under `.data/bench`, kept for the next run; another for each `name`. */
export async function openBenchDatabase(size: Size, progress: (line: string) => void, name = `bench_${size.toLowerCase()}`): Promise<BenchDatabase> {
  const secret = localSecret(DATA_FOLDER);
  const server = await startEmbeddedServer({ dataFolder: join(DATA_FOLDER, 'bench/postgres'), durable: false, progress });
  const { url } = await provision({ adminUrl: server.adminUrl, database: name, secret, schemas: SCHEMAS.map(({ schema }) => schema) });
  const place = { url, secret };
  await migrateClinic(place, progress);
  if (!(await isSeeded(place))) await seedSampleClinic({ ...place, size, clock: systemClock, progress });
  await letIn(place);
  const adminUrl = withDatabase(server.adminUrl, name);
  await allowRaw(adminUrl, secret);
  return { place, adminUrl, rawUrl: withUser(url, RAW_ROLE, secret), serverPid: server.pid, stop: () => server.stop() };
}

async function letIn(place: DatabasePlace): Promise<void> {
  await registerSamplePeople(place);
  const worker = new Worker(place);
  await registerPerson(worker, { id: newId(), issuer: DEVELOPMENT_ISSUER_NAME, subject: BENCH_SUBJECT, name: 'Bench', practiceId: SAMPLE_PRACTICES.spindle.id, roles: ['BILLER', 'FRONT_DESK', 'PRACTITIONER'] });
  await worker.close();
}

function withDatabase(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

function withUser(url: string, username: string, password: string): string {
  return Object.assign(new URL(url), { username, password }).href;
}

async function allowRaw(adminUrl: string, secret: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`DO $$ BEGIN CREATE ROLE ${RAW_ROLE} LOGIN NOBYPASSRLS; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
  await client.query(`ALTER ROLE ${RAW_ROLE} PASSWORD ${client.escapeLiteral(secret)}`);
  await client.query(`GRANT CONNECT ON DATABASE ${client.escapeIdentifier(new URL(adminUrl).pathname.slice(1))} TO ${RAW_ROLE}`);
  for (const { schema } of SCHEMAS) await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${RAW_ROLE}; GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${RAW_ROLE}`);
  await client.query(`GRANT INSERT ON patient.audit_event TO ${RAW_ROLE}`);
  await client.end();
}
