import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceFolder } from '@spindle/supergraph';
import { ChangeSet } from './change-set';
import { describe as told, plan } from './command';
import { Refused } from './nouns';
import { readSubgraphs } from './schema-names';

// Names that no clinic will need: these tests hold after somebody has generated an inventory or refunds.
const NOW = new Date('2030-01-02T03:04:05Z');
const planned = (...words: string[]) => plan(workspaceFolder(), words, NOW);

describe('a new subgraph', () => {
  it('takes its place in every list that names the subgraphs, and writes nothing yet', () => {
    const { changes } = planned('subgraph', 'orchard', 'apple-trees');
    expect(changes.edited).toEqual(['apps/clinic/src/once/cases.ts', 'apps/clinic/src/rights/expected-answers.txt', 'apps/clinic/src/subgraphs.ts', 'docker-compose.yml', 'docker/Dockerfile', 'libs/supergraph/subgraphs.json', 'tsconfig.base.json']);
    expect(changes.byHand).toEqual([]);
    const last = readSubgraphs(changes).at(-1);
    expect(last).toMatchObject({ name: 'orchard', sdl: 'libs/orchard/src' });
    expect(changes.read('docker/Dockerfile')).toContain(`EXPOSE ${new URL(last?.url ?? '').port}\nCMD ["node", "--enable-source-maps", "dist/orchard/main.mjs"]`);
    expect(changes.read('libs/orchard/src/apple-trees/apple-trees.graphql')).toContain('type AppleTree @key(fields: "id")');
    expect(existsSync(join(workspaceFolder(), 'libs/orchard'))).toBe(false);
  });

  it('leaves no placeholder', () => {
    const { changes } = planned('subgraph', 'orchard');
    const placeholder = /__(?!typename|resolveReference|dirname)[a-z]/i;
    expect(changes.created.filter((path) => placeholder.test(path) || placeholder.test(changes.read(path)))).toEqual([]);
  });

  it('is refused under a name that is taken', () => {
    for (const name of ['billing', 'gateway', 'clinic', 'kernel', 'subgraph']) expect(() => planned('subgraph', name)).toThrow(`The name ${name} is taken`);
  });

  it('is refused with an entity that another subgraph has', () => {
    expect(() => planned('subgraph', 'orchard', 'claims')).toThrow('Claim is in the schema already, in libs/billing/src/claims/claims.graphql.');
  });
});

describe('a new feature', () => {
  it.each(['patient', 'scheduling', 'billing'])('takes its place in %s', (subgraph) => {
    const { changes } = planned('feature', subgraph, 'apple-trees');
    expect(changes.byHand).toEqual([]);
    const cases = `apps/clinic/src/once/${subgraph}-cases.ts`;
    expect([...changes.edited, ...changes.created]).toEqual(expect.arrayContaining([cases, 'apps/clinic/src/rights/expected-answers.txt']));
    expect(changes.read(cases)).toContain(`  addAppleTree: { input: () => ({ name: 'Zeta' }) },\n`);
    expect(changes.edited.filter((path) => path.startsWith('libs/'))).toEqual([`libs/${subgraph}/src/context.ts`, `libs/${subgraph}/src/data-source.ts`, `libs/${subgraph}/src/policy.ts`]);
    expect(changes.read(`libs/${subgraph}/src/policy.ts`)).toMatch(/import \{ appleTrees \} from '\.\/apple-trees\/apple-trees\.policy';[^]*  appleTrees,\n\);/);
    expect(changes.read(`libs/${subgraph}/src/data-source.ts`)).toMatch(/entities: \[\s*AppleTreeEntity, [^]*migrations: \[[^\]]+, AppleTrees1893553440000\]/);
    expect(changes.read(`libs/${subgraph}/src/context.ts`)).toContain('    appleTrees: new AppleTreeService(session),\n');
    expect(changes.created).toContain(`libs/${subgraph}/src/migrations/203001020304-apple-trees.ts`);
  });

  it('has a migration after the newest there is, whatever the clock says', () => {
    const { changes } = plan(workspaceFolder(), ['feature', 'billing', 'apple-trees'], new Date(0));
    const migrations = changes.list('libs/billing/src/migrations').filter((file) => file.endsWith('.ts'));
    expect(migrations.at(-1)).toMatch(/-apple-trees\.ts$/);
  });

  it.each([
    ['a subgraph that is not there', ['feature', 'orchard', 'refunds'], 'There is no subgraph orchard'],
    ['a folder that is there', ['feature', 'billing', 'claims'], 'libs/billing/src/claims is there already'],
    ['an entity of another subgraph', ['feature', 'patient', 'charges'], 'Charge is in the schema already'],
    ['a root field that is there', ['feature', 'patient', 'day-sheets'], 'DaySheet is in the schema already'],
  ])('is refused with %s', (_what, words, said) => { expect(() => planned(...words)).toThrow(said); });

  it('tells what to add by hand where a file has another form', () => {
    const root = mkdtempSync(join(tmpdir(), 'spindle-generate-'));
    for (const folder of ['libs/supergraph', 'libs/subgraph/src', 'libs/billing/src']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'libs/supergraph/subgraphs.json'), '[{ "name": "billing", "sdl": "libs/billing/src", "url": "http://127.0.0.1:1" }]');
    writeFileSync(join(root, 'libs/subgraph/src/shared.graphql'), 'type Query');
    writeFileSync(join(root, 'libs/billing/src/data-source.ts'), 'export const schema = make();\n');
    const { byHand } = plan(root, ['feature', 'billing', 'refunds'], NOW).changes;
    rmSync(root, { recursive: true });
    expect(byHand).toContainEqual({ path: 'libs/billing/src/data-source.ts', line: 'entities: [RefundEntity, …]' });
    expect(byHand).toContainEqual({ path: 'libs/billing/src/context.ts', line: 'readonly refundLoader: RefundLoader;' });
  });
});

describe('the command line', () => {
  it.each([[[]], [['subgraph']], [['feature', 'billing']], [['library', 'x']], [['subgraph', 'a1', 'bs', 'cs']], [['subgraph', 'orchard', '--force']], [['feature', 'billing', 'refunds', '--singular']]])('refuses %j in one line', (words) => {
    let message = '';
    try { planned(...words); } catch (cause) { message = cause instanceof Refused ? cause.message : ''; }
    expect(message).toContain('Usage: npm run generate');
    expect(message).not.toContain('\n');
  });

  it('says what is new and what is changed', () => {
    expect(told(planned('feature', 'billing', 'apple-trees', '--dry-run'))).toMatch(/new {6}libs\/billing\/src\/apple-trees\/apple-tree\.ts\n[^]*changed {2}libs\/billing\/src\/context\.ts/);
  });
});

it('never overwrites a file', () => {
  const root = mkdtempSync(join(tmpdir(), 'spindle-generate-'));
  writeFileSync(join(root, 'mine.ts'), 'mine');
  const changes = new ChangeSet(root);
  expect(() => changes.create('mine.ts', 'theirs')).toThrow(Refused);
  changes.create('late.ts', 'theirs');
  writeFileSync(join(root, 'late.ts'), 'mine');
  expect(() => changes.write()).toThrow(/EEXIST/);
  rmSync(root, { recursive: true });
});
