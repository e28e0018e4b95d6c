import { parseArgs } from 'node:util';
import { SAMPLE_SIZES, type SampleSize } from './clinic/sizes';
import { DEFAULT_SEED } from './seed-sample-clinic';

export const USAGE = `Usage: npm run seed -- [--size ${SAMPLE_SIZES.join('|')}] [--seed <whole number>]`;

/** What the command line asks for. */
export interface SeedCommand {
  readonly size: SampleSize;
  readonly seed: number;
}

/** Reads the command line; one line of refusal where it cannot. */
export function readSeedCommand(words: readonly string[]): SeedCommand | string {
  let values: { size?: string | undefined; seed?: string | undefined };
  try {
    ({ values } = parseArgs({ args: [...words], options: { size: { type: 'string' }, seed: { type: 'string' } } }));
  } catch (error) {
    return `${error instanceof Error ? error.message.split('. ')[0] : 'Unknown argument'}. ${USAGE}`;
  }
  const size = SAMPLE_SIZES.find((known) => known === (values.size ?? 'S').toUpperCase());
  const seed = Number(values.seed ?? DEFAULT_SEED);
  if (!size) return `--size is one of ${SAMPLE_SIZES.join(', ')}. ${USAGE}`;
  if (!Number.isSafeInteger(seed) || seed < 0 || values.seed === '') return `--seed is a whole number from 0 on. ${USAGE}`;
  return { size, seed };
}
