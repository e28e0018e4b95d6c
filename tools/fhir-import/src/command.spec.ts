import { isMilestone, progressLine, readCommand } from './command';

describe('the command line', () => {
  it('takes files and folders, from where it was typed, and a practice', () => {
    expect(readCommand(['data', '/x.json', '--practice', 'second'], '/home/me')).toEqual({ paths: ['/home/me/data', '/x.json'], practice: 'second', isHelp: false });
    expect(readCommand(['a'], '/')).toMatchObject({ practice: 'spindle' });
  });

  it.each([[[]], [['--practise', 'x', 'a']], [['a', '--practice']]])('that makes no sense is answered with one line: %j', (words) => {
    expect(readCommand(words, '/')).toMatch(/^[^\n]+Usage: npm run import -- <file or folder>[^\n]+$/);
  });
});

it('tells progress without a name', () => {
  expect(progressLine({ step: 'history', file: 3, files: 24, bytes: 754_777 })).toBe('Step 2 of 3, encounters, conditions, appointments: file 3 of 24 (755 kB)');
  expect(progressLine({ step: 'claims', file: 1, files: 1, bytes: 12_345_678 })).toBe('Step 3 of 3, claims and coverages: file 1 of 1 (12.3 MB)');
});

it('tells a log of some twenty files of each step, and of the last', () => {
  const told = Array.from({ length: 1000 }, (_, index) => index + 1).filter((file) => isMilestone({ step: 'claims', file, files: 1000, bytes: 1 }));
  expect([told.length, told.at(-1)]).toEqual([20, 1000]);
});
