import { parseArgs } from 'node:util';
import { requireAgreement } from './agreement';
import { startContenders, type Contender } from './contenders';
import { countEach } from './counts';
import { cpuSeconds } from './cpu';
import { openBenchDatabase, type BenchDatabase, type Size } from './database';
import { load, percentile } from './load';
import { readOperations, type BenchOperation } from './operations';
import { printReport, type Measurement } from './report';

/** Requests in one turn of one contender; turns alternate, so that what else the machine does falls on all alike. */
const TURN = 100;

interface Plan { readonly size: Size; readonly requests: number }

/** `npm run bench [-- --size S|M|L] [--requests N]`: the product against hand-written SQL, in one run. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { size: { type: 'string', default: 'L' }, requests: { type: 'string', default: '1000' } } });
  const plan: Plan = { size: toSize(values.size), requests: Number(values.requests) };
  const progress = (line: string): void => void process.stderr.write(`  ${line}\n`);
  const database = await openBenchDatabase(plan.size, progress);
  try {
    const operations = await readOperations(database.adminUrl);
    const counts = await countEach(database, operations);
    const contenders = await startContenders(database);
    try {
      await requireAgreement(contenders, operations);
      progress('All contenders give the same answers.');
      const measurements: Measurement[] = [];
      for (const operation of operations) measurements.push(...(await measure({ operation, contenders, database, plan })));
      printReport(measurements, counts, plan);
    } finally {
      await Promise.all(contenders.map((contender) => contender.stop()));
    }
  } finally {
    await database.stop();
  }
}

function toSize(text: string): Size {
  if (text === 'S' || text === 'M' || text === 'L') return text;
  process.stderr.write('--size is S, M or L.\n');
  return process.exit(2);
}

interface Subject { readonly operation: BenchOperation; readonly contenders: readonly Contender[]; readonly database: BenchDatabase; readonly plan: Plan }

async function measure(subject: Subject): Promise<Measurement[]> {
  process.stderr.write(`  ${subject.operation.name} …\n`);
  await turns(subject, 16, Math.ceil(subject.plan.requests / 4));
  const many = await turns(subject, 16, subject.plan.requests);
  const single = await turns(subject, 1, Math.ceil(subject.plan.requests / 4));
  return subject.contenders.map(({ name }) => ({ operation: subject.operation.name, contender: name, many: many.get(name) ?? EMPTY, single: single.get(name) ?? EMPTY }));
}

const EMPTY = { cpuMs: 0, perSecond: 0, p50: 0, p99: 0 };

async function turns({ operation, contenders, database }: Subject, connections: number, requests: number): Promise<Map<string, typeof EMPTY>> {
  const totals = new Map(contenders.map(({ name }) => [name, { cpu: 0, seconds: 0, latencies: [] as number[] }]));
  let sample = 0;
  for (let done = 0; done < requests; done += TURN) {
    for (const contender of contenders) {
      const total = totals.get(contender.name);
      const roots = [...contender.pids, database.serverPid];
      const before = cpuSeconds(roots);
      const result = await load(contender.pool, { connections, count: TURN, headers: contender.headers, next: () => contender.request(operation, (sample += 1)) });
      if (!total) continue;
      total.cpu += cpuSeconds(roots) - before;
      total.seconds += result.seconds;
      total.latencies.push(...result.latencies);
    }
  }
  return new Map([...totals].map(([name, { cpu, seconds, latencies }]) => {
    const sorted = latencies.sort((a, b) => a - b);
    return [name, { cpuMs: (cpu * 1000) / sorted.length, perSecond: sorted.length / seconds, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) }];
  }));
}
