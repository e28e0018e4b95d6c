import { continueRuns, insertBeforeEnd, insertBeforeLine, insertImport, insertIntoList } from './insert-code';

describe('an import', () => {
  const text = "import type { A } from '@spindle/a';\nimport { B } from './b/b';\nimport { D } from './d/d';\n\nconst x = 1;\n";
  it('goes among those of its kind, by module', () => { expect(insertImport(text, 'C', './c/c')).toContain("'./b/b';\nimport { C } from './c/c';\nimport { D }"); });
  it('goes last', () => { expect(insertImport(text, 'E', './e/e')).toContain("'./d/d';\nimport { E } from './e/e';\n\nconst"); });
  it('goes after the packages when it is the first of the folder', () => { expect(insertImport("import type { A } from '@spindle/a';\n\nx;\n", 'C', './c')).toBe("import type { A } from '@spindle/a';\nimport { C } from './c';\n\nx;\n"); });
  it('keeps packages apart', () => { expect(insertImport(text, 'Z', '@spindle/z')).toContain("'@spindle/a';\nimport { Z } from '@spindle/z';\nimport { B }"); });
  it('has no place where nothing is imported', () => { expect(insertImport('const x = 1;\n', 'C', './c')).toBeNull(); });
});

describe('an element of a list', () => {
  it.each([
    ['  entities: [],', '  entities: [N],'],
    ['  entities: [A, B],', '  entities: [N, A, B],'],
    ['  entities: [\n    A, B,\n    C,\n  ],', '  entities: [\n    N, A, B,\n    C,\n  ],'],
  ])('goes to the start of %j', (before, after) => { expect(insertIntoList(before, 'entities', { element: 'N', at: 'start' })).toBe(after); });
  it.each([
    ['  migrations: [],', '  migrations: [N],'],
    ['  migrations: [A],', '  migrations: [A, N],'],
    ['  migrations: [\n    A,\n    B,\n  ],', '  migrations: [\n    A,\n    B, N,\n  ],'],
  ])('goes to the end of %j', (before, after) => { expect(insertIntoList(before, 'migrations', { element: 'N', at: 'end' })).toBe(after); });
  it('has no place without the list', () => { expect(insertIntoList('  migrations: MIGRATIONS,', 'migrations', { element: 'N', at: 'end' })).toBeNull(); });
});

describe('lines', () => {
  it('go before the end of a block', () => { expect(insertBeforeEnd('type A {\n  a\n}\ntype B {\n  b\n}\n', { opening: 'type B {', closing: '}' }, '  c\n')).toBe('type A {\n  a\n}\ntype B {\n  b\n  c\n}\n'); });
  it('go before a line', () => { expect(insertBeforeLine('a\nb\n', 'b\n', 'x\n')).toBe('a\nx\nb\n'); });
  it('go before the first line', () => { expect(insertBeforeLine('a\nb\n', 'a\n', 'x\n')).toBe('x\na\nb\n'); });
  it('continue each run of their form', () => { expect(continueRuns('x:\n  A_URL: 1\n  B_URL: 2\ny:\n    A_URL: 1\n', /[A-Z]+_URL: \d/, () => 'C_URL: 3')).toBe('x:\n  A_URL: 1\n  B_URL: 2\n  C_URL: 3\ny:\n    A_URL: 1\n    C_URL: 3\n'); });
  it('have no place where there is none', () => {
    expect(insertBeforeEnd('type A {\n}\n', { opening: 'type B {', closing: '}' }, 'c\n')).toBeNull();
    expect(insertBeforeLine('a\n', 'b\n', 'x\n')).toBeNull();
    expect(continueRuns('a\n', /b/, () => 'c')).toBeNull();
  });
});
