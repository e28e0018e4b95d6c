import { unitsOf } from '../bytes/bytes';
import { mutate } from '../generate/mutation';
import { Random } from '../generate/random';
import { DocumentReader } from '../read/document-reader';
import { unitsOfEvent } from '../tokenizer/serialise';
import { Tokenizer } from '../tokenizer/tokenizer';
import { validate } from '../validate/validate';
import { claimInContext } from '../x837p/claim';
import { RemittanceReader } from '../x835/remittance-reader';
import { syntheticFiles, type SampleFile } from './samples.fixture';

/** 100,000 in every run; SPINDLE_X12_MUTATIONS=1000000 for the long one. */
const MUTATIONS = Number(process.env['SPINDLE_X12_MUTATIONS'] ?? '100000');
const SLICES = 20;
const sources = syntheticFiles.filter((file) => file.bytes.length < 6_000);

/** Reads damaged bytes by everything there is; gives what was put together from the tokens. */
function readAll(bytes: Uint8Array): string {
  const pieces: string[] = [];
  const remittances = new RemittanceReader(() => undefined);
  const documents = new DocumentReader((event) => {
    remittances.take(event);
    const claim = claimInContext(event);
    if (claim !== undefined) validate(claim);
  });
  const tokenizer = new Tokenizer((event) => {
    pieces.push(unitsOfEvent(event));
    documents.token(event);
  });
  const half = bytes.length >> 1;
  tokenizer.write(bytes.subarray(0, half));
  tokenizer.write(bytes.subarray(half));
  tokenizer.end();
  return pieces.join('');
}

function run(from: number, to: number): number[] {
  const failures: number[] = [];
  for (let seed = from; seed < to; seed += 1) {
    const source = sources[seed % sources.length] as SampleFile;
    const damaged = mutate(source.bytes, new Random(seed));
    if (readAll(damaged) !== unitsOf(damaged)) failures.push(seed);
  }
  return failures;
}

describe(`${MUTATIONS} damaged files`, () => {
  it('start from at least ten files', () => expect(sources.length).toBeGreaterThanOrEqual(10));

  it.each(Array.from({ length: SLICES }, (_, nth) => nth))('never throw, never hang, and come back byte for byte (part %i)', (nth) => {
    const heap = process.memoryUsage().heapUsed;
    const size = Math.ceil(MUTATIONS / SLICES);
    expect(run(nth * size, (nth + 1) * size)).toEqual([]);
    expect(process.memoryUsage().heapUsed - heap).toBeLessThan(400_000_000);
  }, 600_000);
});
