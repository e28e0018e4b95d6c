import ts from 'typescript';

/** A flaw test: its file, and its name as Jest shows it. Rows that are no literals stay `%s`. */
export interface FlawTest {
  readonly file: string;
  readonly name: string;
}

/** The names of the tests of a spec, read from its text. */
export function testNames({ file, text }: { readonly file: string; readonly text: string }): FlawTest[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) names.push(...namesOf(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return names.map((name) => ({ file, name }));
}

/** `it('a')`: "a"; `it.each([['b', 1]])('%s leaks')`: "b leaks". */
function namesOf({ expression, arguments: [title] }: ts.CallExpression): string[] {
  if (!title || !ts.isStringLiteralLike(title)) return [];
  if (ts.isIdentifier(expression) && expression.text === 'it') return [title.text];
  const isEach = ts.isCallExpression(expression) && ts.isPropertyAccessExpression(expression.expression) && expression.expression.getText() === 'it.each';
  if (!isEach) return [];
  const [rows] = expression.arguments;
  const firsts = rows && ts.isArrayLiteralExpression(rows) ? rows.elements.map((row) => (ts.isArrayLiteralExpression(row) ? row.elements[0] : row)) : [];
  const literals = firsts.filter((first) => first !== undefined && ts.isStringLiteralLike(first));
  return literals.length === 0 ? [title.text] : [...new Set(literals.map(({ text }) => title.text.replace('%s', text)))];
}

const SEPARATOR = ' · ';

/** The rows of SECURITY.md's table of flaws, as the specs have them. */
export function flawTable(tests: readonly FlawTest[]): string[] {
  return [...Map.groupBy(tests, ({ file }) => file)].map(([file, each]) => `| \`${file}\` | ${each.map(({ name }) => name.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(SEPARATOR)} |`);
}

/** What differs between SECURITY.md and the specs, one sentence each. */
export function flawListFlaws(security: string, tests: readonly FlawTest[]): string[] {
  const listed = security.split('\n').filter((line) => line.startsWith('| `apps/clinic/src/flaws/'));
  const rows = flawTable(tests);
  return [
    ...rows.filter((row) => !listed.includes(row)).map((row) => `SECURITY.md does not list what is tested: put in ${row}`),
    ...listed.filter((row) => !rows.includes(row)).map((row) => `SECURITY.md lists what is not tested: take out ${row}`),
  ];
}
