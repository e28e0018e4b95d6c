import { flawListFlaws, testNames } from './flaw-list';
import { readTreeFile, treePaths } from './workspace';

const { text: security } = readTreeFile('SECURITY.md');
const tests = treePaths().filter((path) => /^apps\/clinic\/src\/flaws\/.*\.spec\.ts$/.test(path)).sort().flatMap((path) => testNames(readTreeFile(path)));

it('SECURITY.md lists the tests of flaws, each by its name, and at least forty', () => {
  expect(flawListFlaws(security, tests)).toEqual([]);
  expect(tests.length).toBeGreaterThanOrEqual(40);
});

it('finds a test that is not listed, one that was renamed, and names rows of a table', () => {
  const [file = ''] = tests.map((each) => each.file);
  expect(flawListFlaws(security, [...tests, { file, name: 'a planted flaw' }])).toHaveLength(2);
  expect(flawListFlaws(security, tests.map((each, index) => (index === 0 ? { ...each, name: 'renamed' } : each)))).toHaveLength(2);
  expect(testNames({ file: 'a.spec.ts', text: "it('one', f); it.each<[string]>([['two', 1], ['three', 2]])('%s leaks', f); it.each(NAMES)('%s is refused', f); test('four')" }).map(({ name }) => name)).toEqual(['one', 'two leaks', 'three leaks', '%s is refused']);
});
