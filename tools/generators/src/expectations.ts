import type { ChangeSet } from './change-set';
import { insertBeforeEnd, insertImport, insertIntoSorted } from './insert-code';
import type { Nouns } from './nouns';

const ANSWERS_FILE = 'apps/clinic/src/rights/expected-answers.txt';
const CASES_FOLDER = 'apps/clinic/src/once';
/** Where the letters of a row begin. */
const LETTERS_AT = 61;

/** Who sees what the templates make: its frame and reference data every account, its root fields whoever works for the practice. */
const ACCOUNTS = 'FPBATS-';
const STAFF = 'FPBA-S-';

/** Says for a feature's fields who sees them, and for its mutation with which input it is sent in 64 copies. */
export function registerExpectations(changes: ChangeSet, { subgraph, nouns }: { readonly subgraph: string; readonly nouns: Nouns }): void {
  for (const row of answerRows(nouns)) changes.edit(ANSWERS_FILE, row, (text) => insertIntoSorted(text, row));
  registerCase(changes, { subgraph, nouns });
}

function answerRows({ type, field }: Nouns): string[] {
  const row = (name: string, letters: string): string => `${name.padEnd(LETTERS_AT - 1)} ${letters}`;
  const frame = [
    `${type.one}.id`, `${type.one}.name`, `${type.one}Edge.node`, `${type.one}Edge.cursor`, `${type.one}Connection.edges`, `${type.one}Connection.pageInfo`,
    `Add${type.one}Payload.${field.one}`, `Add${type.one}Payload.errors`,
  ];
  return [...frame.map((name) => row(name, ACCOUNTS)), ...[`Query.${field.one}`, `Query.${field.many}`, `Mutation.add${type.one}`].map((name) => row(name, STAFF))];
}

/** A subgraph has a file of cases; its first feature makes it. */
function registerCase(changes: ChangeSet, { subgraph, nouns: { type } }: { readonly subgraph: string; readonly nouns: Nouns }): void {
  const table = `${subgraph.toUpperCase()}_CASES`;
  const path = `${CASES_FOLDER}/${subgraph}-cases.ts`;
  const line = `  add${type.one}: { input: () => ({ name: 'Zeta' }) },\n`;
  if (changes.exists(path)) {
    changes.edit(path, line.trim(), (text) => insertBeforeEnd(text, { opening: `export const ${table}`, closing: '};' }, line));
    return;
  }
  changes.create(path, `import type { Cases } from './scene';\n\n/** What ${subgraph} changes. */\nexport const ${table}: Cases = {\n${line}};\n`);
  const cases = `${CASES_FOLDER}/cases.ts`;
  changes.edit(cases, `import { ${table} } from './${subgraph}-cases';`, (text) => insertImport(text, table, `./${subgraph}-cases`));
  changes.edit(cases, `...${table}`, (text) => (/\.\.\.\w+_CASES \};/.test(text) ? text.replace(/(\.\.\.\w+_CASES) \};/, `$1, ...${table} };`) : null));
}
