import list from '../../exceptions.json';
import { readTreeFile, treePaths } from '../tree/workspace';
import type { Finding } from './finding';
import { lint } from './lint';

const exceptions: readonly { readonly file: string; readonly rule: string; readonly because: string }[] = list;

const SYNTAX = 'no-restricted-syntax';
const IMPORTS = 'no-restricted-imports';
const GLOBALS = 'no-restricted-globals';
const ANY = '@typescript-eslint/no-explicit-any';
const COMMENT = '@typescript-eslint/ban-ts-comment';

const pure = 'libs/billing/src/claims/sample';
const service = 'libs/billing/src/claims/sample.service';
const repository = 'libs/billing/src/claims/sample.repository';
const resolver = 'libs/billing/src/claims/resolvers/sample';
const spec = 'libs/billing/src/claims/sample.spec';

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
const functionOf = (count: number): string => `export function long(): void {\n${lines(count - 2, '  void 0;')}}\n`;

type Case = readonly [what: string, folder: string, rule: string, text: string];

/** Each rule broken once, in a file that does not exist. */
const broken: readonly Case[] = [
  ['a pure file that imports typeorm', pure, IMPORTS, "import 'typeorm';"],
  ['a pure file that imports graphql', pure, IMPORTS, "import { GraphQLError } from 'graphql';\nexport { GraphQLError };"],
  ['a pure file that imports a part of Node', pure, IMPORTS, "import 'node:fs';"],
  ['a pure file that imports the kit', pure, IMPORTS, "import '@spindle/subgraph';"],
  ['a pure file that imports the database', pure, IMPORTS, "import '@spindle/database';"],
  ['a pure file that imports its service', pure, IMPORTS, "import './claim.service';"],
  ['a pure file that imports its repository', pure, IMPORTS, "import './claim.repository';"],
  ['a pure file that imports its entity', pure, IMPORTS, "import './claim.entity';"],
  ['a pure file that imports generated types', pure, IMPORTS, "import type { Claim } from '../types.generated';\nexport type { Claim };"],
  ['a pure file that imports its context', pure, IMPORTS, "import '../context';"],
  ['a pure file that imports its data source', pure, IMPORTS, "import '../data-source';"],
  ['a pure file that imports a resolver', pure, IMPORTS, "import './resolvers/Claim';"],
  ['a pure file that reads the clock', pure, SYNTAX, 'export const now = new Date();'],
  ['a pure file that asks for the time', pure, SYNTAX, 'export const now = Date.now();'],
  ['a pure file that throws dice', pure, SYNTAX, 'export const chance = Math.random();'],
  ['a pure file that imports late', pure, SYNTAX, "export const late = () => import('./claim');"],
  ['a pure file that reads the environment', pure, GLOBALS, 'export const home = process.env;'],
  ['a pure file that fetches', pure, GLOBALS, "export const answer = fetch('http://localhost');"],
  ['a kernel file that imports a part of Node', 'libs/kernel/src/sample', IMPORTS, "import 'node:crypto';"],
  ['an X12 file that imports a part of Node', 'libs/x12/src/loops/sample', IMPORTS, "import 'node:fs';"],
  ['an X12 file that reads the clock', 'libs/x12/src/loops/sample', SYNTAX, 'export const now = new Date();'],
  ['a service that knows GraphQL', service, IMPORTS, "import { GraphQLError } from 'graphql';\nexport { GraphQLError };"],
  ['a service that knows typeorm', service, IMPORTS, "import 'typeorm';"],
  ['a service that knows an entity', service, IMPORTS, "import './claim.entity';"],
  ['a service that reads the clock', service, SYNTAX, 'export const now = () => new Date();'],
  ['a resolver that imports its repository', resolver, IMPORTS, "import '../claim.repository';"],
  ['a resolver that imports its service', resolver, IMPORTS, "import '../claim.service';"],
  ['a resolver that imports the database', resolver, IMPORTS, "import '@spindle/database';"],
  ['a resolver that imports graphql', resolver, IMPORTS, "import 'graphql';"],
  ['a resolver of two statements', resolver, SYNTAX, 'export const claim = () => { const id = 1; return id; };'],
  ['a resolver with an if', resolver, SYNTAX, 'export const claim = (id: string | null) => { if (id) return id; };'],
  ['a mutation of two statements', 'libs/billing/src/claims/resolvers/Mutation/sample', SYNTAX, 'export const claim = () => { const id = 1; return id; };'],
  ['a value spliced into a statement', repository, SYNTAX, 'export const sql = (name: string) => statement(`SELECT 1 FROM ${name}`);'],
  ['a value spliced into lower-case SQL', repository, SYNTAX, 'export const sql = (name: string) => statement(`select 1 from ${name}`);'],
  ['a value spliced into SQL kept for later', repository, SYNTAX, 'export const sql = (name: string) => `SELECT 1 FROM claim WHERE name = ${name}`;'],
  ['a value spliced into an order', repository, SYNTAX, 'export const sorted = (builder: Builder, column: string) => builder.orderBy(`claim.${column}`);'],
  ['a value added to a query', repository, SYNTAX, "export const rows = (client: Client, id: string) => client.query('SELECT 1 WHERE id = ' + id);"],
  ['a value spliced into the gateway\'s SQL', 'apps/gateway/src/sample', SYNTAX, 'export const sql = (id: string) => `DELETE FROM person WHERE id = ${id}`;'],
  ['any', pure, ANY, 'export const anything: any = 1;'],
  ['any in a spec', spec, ANY, 'export const anything: any = 1;'],
  ['@ts-ignore', pure, COMMENT, '// @ts-' + 'ignore\nexport const one = 1;'],
  ['@ts-expect-error', pure, COMMENT, '// @ts-' + 'expect-error: because\nexport const one = 1;'],
  ['a rule switched off by a comment', pure, ANY, '/* eslint-disable */\nexport const anything: any = 1;'],
  ['a skipped test', spec, SYNTAX, "it.skip('waits', () => undefined);"],
  ['a skipped table of tests', spec, SYNTAX, "describe.skip.each([1])('waits', () => undefined);"],
  ['a test that runs alone', spec, SYNTAX, "describe.only('alone', () => undefined);"],
  ['a test that is not written', spec, SYNTAX, "it.todo('waits');"],
  ['a test crossed out', spec, SYNTAX, "xit('waits', () => undefined);"],
  ['a function of 41 lines', pure, 'max-lines-per-function', functionOf(41)],
  ['a function of four parameters', pure, 'max-params', 'export const sum = (a: number, b: number, c: number, d: number) => a + b + c + d;'],
  ['a file of 251 lines', pure, 'max-lines', lines(251, 'void 0;')],
  ['a spec of 251 lines', spec, 'max-lines', lines(251, 'void 0;')],
  ['a second opinion that uses what it checks', 'libs/x12/src/independent/sample', IMPORTS, "import '../tokenizer/tokenizer';"],
  ['a second opinion that uses the project', 'tools/x12/src/oracle/sample', IMPORTS, "import '@spindle/x12';"],
  ['an oracle of free times that uses the sweep', 'libs/scheduling/src/testing/oracle/sample', IMPORTS, "import { sweep } from '../../availability/sweep';\nexport { sweep };"],
  ['an oracle of free times that takes a type of what it checks', 'libs/scheduling/src/testing/oracle/sample', IMPORTS, "import type { Stretch } from '../../availability/stretches';\nexport type { Stretch };"],
  ['an oracle of free times that uses the kit', 'libs/scheduling/src/testing/oracle/sample', IMPORTS, "import '@spindle/database';"],
  ['an oracle of free times that imports late', 'libs/scheduling/src/testing/oracle/sample', SYNTAX, "export const late = () => import('../../availability/sweep');"],
];

/** What is close to a broken rule and right. */
const kept: readonly Case[] = [
  ['a pure file with its neighbours and the kernel', pure, IMPORTS, "import { ok } from '@spindle/kernel';\nimport { submit } from './claim';\nexport { ok, submit };"],
  ['an instant made from a text', pure, SYNTAX, "export const then = new Date('2026-03-09T08:30:00Z');"],
  ['a service with its repository and the kit', service, IMPORTS, "import '@spindle/database';\nimport './claim.repository';"],
  ['a resolver with the kit and a pure file', resolver, IMPORTS, "import { pageArguments } from '@spindle/subgraph';\nimport { ageDays } from '../claim';\nexport { pageArguments, ageDays };"],
  ['a resolver of one statement', resolver, SYNTAX, 'export const claim = async ({ id }: Claim, _: object, { load }: Context) => load.claims.load(id);'],
  ['columns of our own in a statement', repository, SYNTAX, 'const COLUMNS = \'id\';\nexport const SQL = statement(`SELECT ${COLUMNS} FROM claim WHERE id = $1`);'],
  ['a text that only sounds like SQL', pure, SYNTAX, 'export const said = (name: string) => `Select ${name} from the list.`;'],
  ['a function of 40 lines', pure, 'max-lines-per-function', functionOf(40)],
  ['a file of 250 lines', pure, 'max-lines', lines(250, 'void 0;')],
  ['a long migration', 'libs/billing/src/migrations/202601010000-sample', 'max-lines-per-function', functionOf(80)],
  ['an oracle of free times with a neighbour', 'libs/scheduling/src/testing/oracle/sample', IMPORTS, "import { EARLIEST } from './free-starts';\nexport { EARLIEST };"],
  ['a second opinion with a library', 'libs/x12/src/independent/sample', IMPORTS, "import './segments';\nimport 'fast-check';"],
];

const fileOf = (kind: string, index: number, folder: string): string => folder.replace(/sample/, `${kind}-${index}-sample`) + '.ts';

describe('the rules of the house', () => {
  let findings: readonly Finding[] = [];
  beforeAll(() => {
    const samples = (kind: string, cases: readonly Case[]) => cases.map(([, folder, , text], index) => ({ file: fileOf(kind, index, folder), text }));
    findings = lint([...samples('broken', broken), ...samples('kept', kept)]);
  });
  const rulesOf = (file: string): readonly string[] => findings.filter((finding) => finding.file === file).map(({ rule }) => rule);

  it.each(broken.map((each, index) => [each[0], each, index] as const))('catch %s', (_what, [, folder, rule], index) => {
    expect(rulesOf(fileOf('broken', index, folder))).toContain(rule);
  });

  it.each(kept.map((each, index) => [each[0], each, index] as const))('allow %s', (_what, [, folder, rule], index) => {
    expect(rulesOf(fileOf('kept', index, folder))).not.toContain(rule);
  });
});

describe('the list of exceptions', () => {
  it('names files that exist, a reason each, no pair twice', () => {
    const paths = treePaths();
    expect(exceptions.filter(({ file }) => !paths.includes(file))).toEqual([]);
    expect(exceptions.filter(({ because }) => because.length < 20)).toEqual([]);
    expect(new Set(exceptions.map(({ file, rule }) => `${file} ${rule}`)).size).toBe(exceptions.length);
  });

  it('only shrinks: none is kept that is no longer needed', () => {
    const findings = lint([...new Set(exceptions.map(({ file }) => file))].map(readTreeFile), { withoutExceptions: true });
    expect(exceptions.filter(({ file, rule }) => !findings.some((finding) => finding.file === file && finding.rule === rule))).toEqual([]);
  });

  it('holds sizes only: no other rule has exceptions', () => {
    expect(exceptions.filter(({ rule }) => !['max-lines', 'max-lines-per-function', 'max-params'].includes(rule))).toEqual([]);
  });
});
