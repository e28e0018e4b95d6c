import { readSeedCommand, USAGE } from './command';
import { DEFAULT_SEED } from './seed-sample-clinic';

describe('the command line', () => {
  it('makes size S of the usual seed unless it says otherwise', () => {
    expect(readSeedCommand([])).toEqual({ size: 'S', seed: DEFAULT_SEED });
    expect(readSeedCommand(['--size', 'l', '--seed', '7'])).toEqual({ size: 'L', seed: 7 });
  });

  it.each([[['--size', 'XL']], [['--seed', 'luck']], [['--seed', '-1']], [['--seed', '']], [['--fast']], [['everything']]])('refuses %j in one line', (words) => {
    const refusal = readSeedCommand(words);
    expect(refusal).toEqual(expect.stringContaining(USAGE));
    expect(refusal).not.toContain('\n');
  });
});
