import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Pool } from 'undici';
import { startSplitClinic } from '@spindle/clinic';
import { issueToken } from '@spindle/gateway/identity';
import { DEMO_PEOPLE } from '@spindle/sample-clinic';
import { jsonLogger } from '@spindle/subgraph';
import { subgraphs, workspaceFolder } from '@spindle/supergraph';
import { BENCH_SUBJECT, type BenchDatabase } from './database';
import type { HttpRequest } from './load';
import type { BenchOperation } from './operations';

/** One way to answer the operations. All of them run at once; only one is asked at a time. */
export interface Contender {
  readonly name: string;
  readonly pool: Pool;
  readonly pids: readonly number[];
  readonly headers: Record<string, string>;
  request(operation: BenchOperation, sample: number): HttpRequest;
  stop(): Promise<void>;
}

export async function startContenders(database: BenchDatabase): Promise<Contender[]> {
  const person = DEMO_PEOPLE.BILLER;
  const token = await issueToken(database.place.secret, { subject: BENCH_SUBJECT, practiceId: person.practiceId });
  const graph = { headers: { authorization: `Bearer ${token}` }, request: graphRequest };
  const raw = await forked('raw-server.ts', { RAW_DATABASE_URL: database.rawUrl, RAW_PRACTICE: person.practiceId });
  const single = await forked('clinic-server.ts', { CLINIC_DATABASE_URL: database.place.url, SPINDLE_SECRET: database.place.secret });
  const split = await startSplitClinic({ place: database.place, port: 0, logger: jsonLogger(() => undefined), environment: { GUARD_RATES: 'off' } });
  return [
    { name: 'raw SQL', ...raw, headers: {}, request: rawRequest },
    { name: 'one process', ...single, ...graph },
    { name: 'split', ...graph, pool: new Pool(split.url, { connections: 16 }), pids: ['gateway', ...subgraphs.map(({ name }) => name)].map((name) => split.process(name).pid ?? 0), stop: () => split.stop() },
  ];
}

function graphRequest({ name, query, samples }: BenchOperation, sample: number): HttpRequest {
  const operationName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return { path: '/graphql', body: JSON.stringify({ operationName, query, variables: samples[sample % samples.length]?.variables }) };
}

function rawRequest({ name, samples }: BenchOperation, sample: number): HttpRequest {
  return { path: `/${name}`, body: JSON.stringify(samples[sample % samples.length]?.values) };
}

async function forked(file: string, environment: Record<string, string>): Promise<Pick<Contender, 'pool' | 'pids' | 'stop'>> {
  const child: ChildProcess = fork(join(workspaceFolder(), 'tools/bench/src/graph', file), { env: { ...process.env, ...environment } });
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => { throw new Error(`${file} ended before it could be asked.`); })])) as [{ port: number }];
  return {
    pool: new Pool(`http://127.0.0.1:${message.port}`, { connections: 16 }),
    pids: [child.pid ?? 0],
    stop: async () => { child.kill(); await once(child, 'exit'); },
  };
}
