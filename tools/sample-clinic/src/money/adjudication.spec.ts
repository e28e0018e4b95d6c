import { adjudicate, percentOf } from './adjudication';
import type { BilledLine } from './claim-writer';

const line = (code: string, cents: bigint): BilledLine => ({ code, modifiers: [], units: 1, cents, pointers: [1] });
const plan = { name: 'A plan', kind: 'COMMERCIAL', allowedPercent: 60n, excludes: ['20560'], weight: 1 } as const;

describe('a payer\'s decision', () => {
  it('takes a copay from the first lines, up to what is allowed', () => {
    expect(adjudicate([line('97140', 2_000n), line('97110', 6_000n)], { ...plan, share: { copayCents: 3_000n } })).toEqual([
      { line: 1, contractual: 800n, paid: 0n, share: 1_200n },
      { line: 2, contractual: 2_400n, paid: 1_800n, share: 1_800n },
    ]);
  });

  it('takes a share of every line', () => {
    expect(adjudicate([line('97140', 2_001n)], { ...plan, share: { percent: 20n } })).toEqual([{ line: 1, contractual: 800n, paid: 961n, share: 240n }]);
  });

  it('leaves an excluded procedure to the patient', () => {
    expect(adjudicate([line('20560', 6_500n)], { ...plan, share: { percent: 20n } })).toEqual([{ line: 1, contractual: 0n, paid: 0n, share: 6_500n }]);
  });

  it.each([[1n, 50n, 1n], [1n, 49n, 0n], [333n, 33n, 110n]])('rounds half up: of %s cents %s per cent are %s', (cents, percent, expected) => {
    expect(percentOf(cents, percent)).toBe(expected);
  });
});
