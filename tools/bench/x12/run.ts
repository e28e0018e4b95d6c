import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { build } from 'esbuild';
import { generateRemittance, interchangeOf, remittanceGuide, writePieces } from '@spindle/x12';

/** Most CPU for a claim, as a multiple of a baseline that only splits the same bytes. */
const LIMITS: Readonly<Record<string, number>> = { 'read and balance 835': 6, 'write 837P': 8, 'write 835': 8 };
const MOST_PEAK_BYTES = 128e6;
const MOST_GROWTH_BYTES = 10e6;
/** Bytes of one generated claim, about. */
const CLAIM_BYTES = 332;

/** `npm run bench -- x12 [--quick]`: CPU of reading, balancing and writing against splitting, and peak memory of a 10 MB and a 100 MB 835. Exit status 1 where a limit is passed. */
export async function run(args: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'x12-bench-'));
  try {
    await bundle(folder);
    const slow = reportCpu(child(join(folder, 'cpu.mjs'), args.includes('--quick') ? ['--quick'] : []) as CpuResult[]);
    const large = await reportMemory(folder);
    if (slow || large) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface CpuResult {
  readonly name: string;
  readonly claims: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly baselineSeconds: number;
}

/** Bundled as in production: a loader that compiles on the fly would be measured with it. */
async function bundle(folder: string): Promise<void> {
  await build({
    entryPoints: ['tools/bench/x12/cpu.ts', 'tools/bench/x12/memory.ts'], outdir: folder, outExtension: { '.js': '.mjs' },
    bundle: true, platform: 'node', target: 'node24', format: 'esm', tsconfig: 'tsconfig.base.json', logLevel: 'error',
  });
}

function child(script: string, args: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
  return JSON.parse(stdout);
}

function reportCpu(results: readonly CpuResult[]): boolean {
  let passed = false;
  for (const { name, claims, bytes, seconds, baselineSeconds } of results) {
    const factor = seconds / baselineSeconds;
    const limit = LIMITS[name] ?? 0;
    const micros = ((seconds / claims) * 1e6).toFixed(1);
    console.log(`${name}: ${Math.round(claims / seconds)} claims/s, ${micros} µs CPU a claim, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s; ${factor.toFixed(2)} × splitting (limit ${limit})${factor > limit ? '  PASSED THE LIMIT' : ''}`);
    passed ||= factor > limit;
  }
  return passed;
}

async function reportMemory(folder: string): Promise<boolean> {
  const small = await peakOf(folder, 10e6);
  const large = await peakOf(folder, 100e6);
  const growth = large - small;
  const passed = large > MOST_PEAK_BYTES || growth > MOST_GROWTH_BYTES;
  console.log(`peak memory: 10 MB file ${(small / 1e6).toFixed(1)} MB, 100 MB file ${(large / 1e6).toFixed(1)} MB (limit 128 MB), ${(growth / 1e6).toFixed(1)} MB more (limit 10 MB)${passed ? '  PASSED THE LIMIT' : ''}`);
  return passed;
}

async function peakOf(folder: string, bytes: number): Promise<number> {
  const file = join(folder, `${bytes}.835`);
  const claims = Math.ceil(bytes / CLAIM_BYTES);
  await pipeline(Readable.from(writePieces(interchangeOf(remittanceGuide, [generateRemittance({ seed: 9, claims })]))), createWriteStream(file));
  const result = child(join(folder, 'memory.mjs'), [file]) as { claims: number; balanced: boolean; peakBytes: number };
  if (result.claims !== claims || !result.balanced) throw new Error(`${result.claims} of ${claims} claims, balanced: ${result.balanced}`);
  console.log(`835 of ${(statSync(file).size / 1e6).toFixed(1)} MB, ${claims} claims: peak ${(result.peakBytes / 1e6).toFixed(1)} MB`);
  return result.peakBytes;
}
