import type { Counts } from './counts';

export interface Figures {
  /** Milliseconds of CPU per request, of all server processes and of PostgreSQL. */
  readonly cpuMs: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface Measurement {
  readonly operation: string;
  readonly contender: string;
  /** At 16 connections. */
  readonly many: Figures;
  /** At one connection. */
  readonly single: Figures;
}

/** The bars of the product: total CPU as a multiple of hand-written SQL's, statements and subgraph calls per operation. */
const BARS: Readonly<Record<string, { single: number; split: number; statements: number; subgraphCalls: number }>> = {
  daySheet: { single: 4, split: 8, statements: 6, subgraphCalls: 3 },
  chart: { single: 5, split: 10, statements: 6, subgraphCalls: 4 },
  claimsWorklist: { single: 5, split: 10, statements: 5, subgraphCalls: 3 },
};

export function printReport(measurements: readonly Measurement[], counts: ReadonlyMap<string, Counts>, plan: { size: string; requests: number }): void {
  const lines = [
    `\nCost against hand-written SQL over plain HTTP, size ${plan.size}, ${plan.requests} requests each, interleaved in one run`,
    row(['operation', 'contender', 'CPU ms', 'x raw', 'bar', 'req/s @16', 'p50 ms', 'p99 ms', 'req/s @1', 'p50 ms', 'p99 ms']),
    ...measurements.map((measurement) => rowOf(measurement, measurements)),
    '',
    row(['operation', 'SQL statements', 'bar', 'subgraph calls', 'bar']),
    ...[...counts].map(([operation, { statements, subgraphCalls }]) => row([operation, String(statements), `≤ ${BARS[operation]?.statements}`, String(subgraphCalls), `≤ ${BARS[operation]?.subgraphCalls}`])),
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

function rowOf({ operation, contender, many, single }: Measurement, all: readonly Measurement[]): string {
  const raw = all.find((each) => each.operation === operation && each.contender === 'raw SQL');
  const bar = contender === 'raw SQL' ? '' : `≤ ${contender === 'split' ? BARS[operation]?.split : BARS[operation]?.single}`;
  return row([operation, contender, many.cpuMs.toFixed(2), (many.cpuMs / (raw?.many.cpuMs ?? Number.NaN)).toFixed(2), bar,
    ...[many, single].flatMap(({ perSecond, p50, p99 }) => [perSecond.toFixed(0), p50.toFixed(1), p99.toFixed(1)])]);
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => (index < 2 ? cell.padEnd(16) : cell.padStart(12))).join(' ');
}
