import { isDeepStrictEqual } from 'node:util';
import type { Contender } from './contenders';
import type { BenchOperation } from './operations';

/** How many samples of each operation are compared before anything is measured. */
const COMPARED = 20;

/** Left out of the comparison: cursors are the graph's own, and a member's number is sealed, which SQL by hand does not open. */
const LEFT_OUT: ReadonlySet<string> = new Set(['pageInfo', 'cursor', 'memberId']);

/** Throws unless all contenders give the same answers. */
export async function requireAgreement(contenders: readonly Contender[], operations: readonly BenchOperation[]): Promise<void> {
  for (const operation of operations) {
    if (operation.samples.length === 0) throw new Error(`The database has nothing to ask ${operation.name} for.`);
    for (let sample = 0; sample < Math.min(COMPARED, operation.samples.length); sample += 1) {
      const answers = await Promise.all(contenders.map(async ({ pool, headers, request }) => {
        const { path, body } = request(operation, sample);
        const response = await pool.request({ method: 'POST', path, body, headers: { 'content-type': 'application/json', ...headers } });
        return comparable(await response.body.json());
      }));
      const [first, ...others] = answers;
      const other = others.findIndex((answer) => !isDeepStrictEqual(answer, first));
      if (other >= 0) throw new Error(`${operation.name}: "${contenders[other + 1]?.name}" differs from "${contenders[0]?.name}"\n${firstDifference(first, others[other])}`);
    }
  }
}

function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !LEFT_OUT.has(key)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, comparable(each)]));
}

function firstDifference(one: unknown, other: unknown, path = ''): string {
  if (isDeepStrictEqual(one, other)) return '';
  if (typeof one === 'object' && one && typeof other === 'object' && other) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const difference = firstDifference((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key], `${path}.${key}`);
      if (difference) return difference;
    }
  }
  return `${path}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`;
}
