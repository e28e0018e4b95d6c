import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ChangeSet } from './change-set';
import { plan } from './command';
import { outputOf, WorkspaceCopy } from './testing/workspace-copy';

const GENERATE = 'tools/generators/src/main.ts';
const PATIENCE_MS = 240_000;

/** The clinic of a workspace as `npm start` runs it, on a data folder of its own. */
class RunningClinic {
  private constructor(private readonly child: ChildProcess, private readonly url: string, private readonly authorization: string) {}

  static async start(copy: WorkspaceCopy): Promise<RunningClinic> {
    const child = copy.start('apps/clinic/src/main.ts', { SPINDLE_DATA_FOLDER: join(copy.root, '.data'), DATABASE_URL: '', PORT: '0' });
    const output = outputOf(child);
    while (!output().includes('Ctrl-C')) {
      if (child.exitCode !== null) throw new Error(`The clinic ended:\n${output()}`);
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    const [, url = ''] = /GraphQL +(\S+)/.exec(output()) ?? [];
    const [, authorization = ''] = /authorization: (Bearer \S+?)'/.exec(output()) ?? [];
    return new RunningClinic(child, url, authorization);
  }

  async ask(query: string, variables: object = {}): Promise<unknown> {
    const response = await fetch(this.url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: this.authorization }, body: JSON.stringify({ query, variables }) });
    return response.json();
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exit;
  }
}

describe('a generated subgraph, in a copy of this workspace', () => {
  let copy: WorkspaceCopy;
  let changes: ChangeSet;

  beforeAll(async () => {
    copy = new WorkspaceCopy();
    changes = plan(copy.root, ['subgraph', 'orchard'], new Date()).changes;
    expect(await copy.runTypeScript(GENERATE, 'subgraph', 'orchard')).toMatchObject({ code: 0 });
  }, PATIENCE_MS);
  afterAll(() => copy.remove());

  it('is written once', async () => {
    expect(await copy.runTypeScript(GENERATE, 'subgraph', 'orchard')).toEqual({ code: 2, output: 'The name orchard is taken, see libs/supergraph/subgraphs.json.\n' });
  });

  it('is left alone by a dry run', async () => {
    const { code, output } = await copy.runTypeScript(GENERATE, 'feature', 'orchard', 'apple-trees', '--dry-run');
    expect([code, output]).toEqual([0, expect.stringMatching(/new {6}libs\/orchard\/src\/apple-trees\/apple-tree\.ts\n[^]*Nothing is written/)]);
    expect(Object.keys(copy.contents('libs/orchard')).filter((path) => path.includes('apple-tree'))).toEqual([]);
  });

  it('is what code generation would have it: nothing added, nothing changed', () => {
    const planned = changes.created.filter((path) => path.startsWith('libs/orchard/'));
    expect(Object.keys(copy.contents('libs/orchard'))).toHaveLength(planned.length);
    for (const path of planned.filter((each) => !/\/migrations\/|\/data-source\.ts$/.test(each))) expect(copy.read(path)).toBe(changes.read(path));
  });

  it('is in the supergraph', () => {
    expect(copy.read('libs/supergraph/supergraph.graphql')).toMatch(/type OrchardItem[^{]*@join__type\(graph: ORCHARD, key: "id"\)/);
  });

  it('has a row in the table of expected answers for each of its fields, and a case of 64 copies', () => {
    const roles = ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE', 'PUBLIC'];
    const rights = Object.entries(JSON.parse(copy.read('libs/supergraph/rights.json')) as Record<string, string>).filter(([field]) => /OrchardItem|\.orchardItem/.test(field));
    expect(rights).toHaveLength(11);
    const answers = copy.read('apps/clinic/src/rights/expected-answers.txt');
    for (const [field, seenBy] of rights) expect(answers).toMatch(new RegExp(`^${field} +${roles.map((role, place) => (seenBy.includes(role) ? 'FPBATSU'.charAt(place) : '-')).join('')}$`, 'm'));
    const body = answers.slice(answers.indexOf('\n\n') + 2).trimEnd().split('\n');
    expect(body).toEqual([...body].sort());
    expect(copy.read('apps/clinic/src/once/cases.ts')).toMatch(/\.\.\.ORCHARD_CASES \}/);
    expect(copy.read('apps/clinic/src/once/orchard-cases.ts')).toContain('addOrchardItem: {');
  });

  it('passes types, lint and its own tests against PostgreSQL', async () => {
    const { code, output } = await copy.run('nx', 'run-many', '-t', 'typecheck', 'lint', 'test', '-p', 'orchard', 'app-orchard', '--exclude-task-dependencies', '--parallel=2', '--output-style=static');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('> nx run orchard:test') });
    for (const task of ['orchard:typecheck', 'orchard:lint', 'app-orchard:typecheck', 'app-orchard:lint']) expect(output).toContain(`> nx run ${task}`);
  }, PATIENCE_MS);

  it('answers at the gateway of the clinic, together with the others', async () => {
    const clinic = await RunningClinic.start(copy);
    try {
      const input = { idempotencyKey: '4f9c2f4e-8e0b-4c55-9f0e-3f1f9a3f8a11', name: 'Élan 力' };
      const added = await clinic.ask('mutation ($input: AddOrchardItemInput!) { addOrchardItem(input: $input) { orchardItem { id } errors { __typename } } }', { input });
      expect(added).toEqual({ data: { addOrchardItem: { orchardItem: { id: expect.any(String) }, errors: [] } } });
      const answer = await clinic.ask('{ orchardItems { edges { node { name } } } payers(first: 1) { edges { node { name } } } }');
      expect(answer).toEqual({ data: { orchardItems: { edges: [{ node: { name: input.name } }] }, payers: { edges: [{ node: { name: expect.any(String) } }] } } });
    } finally {
      await clinic.stop();
    }
  }, PATIENCE_MS);
});
