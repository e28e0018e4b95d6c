import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { subgraphs } from '@spindle/supergraph';
import { readTreeFile, root, treePaths } from '../tree/workspace';
import type { Finding, Sample } from './finding';
import { lint } from './lint';

const BOUNDARIES = '@nx/enforce-module-boundaries';
const KIT = ['@spindle/kernel', '@spindle/subgraph', '@spindle/database', '@spindle/database/testing'];
const NAMES = subgraphs.map(({ name }) => name);
const SUBGRAPHS = NAMES.map((name) => `@spindle/${name}`);

/** What each project may import, written a second time, by name; the lint's table speaks of tags. */
const MAY_IMPORT: Readonly<Record<string, readonly string[] | 'all of the project'>> = {
  kernel: [],
  x12: ['@spindle/kernel'],
  'body-chart': [],
  fhir: ['@spindle/kernel'],
  subgraph: KIT,
  database: KIT,
  supergraph: ['@spindle/kernel'],
  ...Object.fromEntries(NAMES.map((name) => [name, [...KIT, '@spindle/fhir']])),
  billing: [...KIT, '@spindle/fhir', '@spindle/x12'],
  patient: [...KIT, '@spindle/fhir', '@spindle/body-chart'],
  ...Object.fromEntries(NAMES.map((name) => [`app-${name}`, [...KIT, ...SUBGRAPHS, '@spindle/supergraph']])),
  gateway: [...KIT, '@spindle/supergraph', '@apollo/gateway'],
  clinic: [...KIT, ...SUBGRAPHS, '@spindle/supergraph', '@spindle/gateway', '@spindle/gateway/identity', '@spindle/sample-clinic'],
};

interface Project {
  readonly name: string;
  readonly folder: string;
}

const { compilerOptions } = JSON.parse(readTreeFile('tsconfig.base.json').text) as { compilerOptions: { paths: Record<string, [string]> } };
const aliases = Object.entries(compilerOptions.paths).map(([alias, [target]]) => ({ alias, target: target.replace('./', '') }));
const projects: readonly Project[] = treePaths().filter((file) => file.endsWith('/project.json')).map((file) => ({ name: (JSON.parse(readTreeFile(file).text) as Project).name, folder: dirname(file) }));

/** The project's own alias is an import of itself; its files name each other by relative paths. */
function targetsOf({ folder }: Project): readonly string[] {
  return [...aliases.filter(({ target }) => !target.startsWith(`${folder}/`)).map(({ alias }) => alias), '@apollo/gateway'];
}

/** One file that imports everything there is, one import a line. */
function sampleOf(project: Project): Sample {
  return { file: `${project.folder}/src/boundary.sample.ts`, text: targetsOf(project).map((target, index) => `export * as import${index} from '${target}';\n`).join('') };
}

function mayImport({ name }: Project, target: string): boolean {
  const row = MAY_IMPORT[name] ?? (name.startsWith('tools-') ? 'all of the project' : []);
  return row === 'all of the project' ? target !== '@apollo/gateway' : row.includes(target);
}

describe('the table of dependencies', () => {
  let findings: readonly Finding[] = [];
  beforeAll(() => { findings = lint(projects.map(sampleOf), { withoutCycles: true }); });

  const refused = (project: Project): readonly string[] => targetsOf(project).filter((_, index) => findings.some(({ file, line, rule }) => rule === BOUNDARIES && file === sampleOf(project).file && line === index + 1));

  it.each(projects.map((project) => [project.name, project] as const))('%s may import what the architecture says, and nothing else', (_name, project) => {
    expect(refused(project)).toEqual(targetsOf(project).filter((target) => !mayImport(project, target)));
  });

  it('knows every project and every target', () => {
    expect(projects.filter(({ name }) => !(name in MAY_IMPORT) && !name.startsWith('tools-'))).toEqual([]);
    expect(Object.keys(MAY_IMPORT).filter((name) => !projects.some((project) => project.name === name))).toEqual([]);
    expect(Object.values(MAY_IMPORT).flat().filter((target) => target.startsWith('@spindle/') && !aliases.some(({ alias }) => alias === target))).toEqual([]);
  });
});

describe('ways around the table', () => {
  const reachesOver: readonly (readonly [string, Sample])[] = [
    ['a relative path', { file: 'libs/billing/src/claims/relative.sample.ts', text: "import '../../../patient/src/subgraph';\n" }],
    ['a dynamic import', { file: 'libs/billing/src/claims/dynamic.sample.ts', text: "export const late = () => import('@spindle/patient');\n" }],
    ['an import of types only', { file: 'libs/billing/src/claims/types.sample.ts', text: "import type { Context } from '@spindle/scheduling';\nexport type Other = Context;\n" }],
    ['a spec', { file: 'libs/billing/src/claims/sample.spec.ts', text: "import '@spindle/patient';\n" }],
    ['a re-export', { file: 'libs/scheduling/src/re-export.sample.ts', text: "export { patientSchema } from '@spindle/patient';\n" }],
    ['a file inside a package', { file: 'libs/supergraph/src/deep.sample.ts', text: "import '@apollo/gateway/dist/datasources';\n" }],
    ['a comment that switches the rule off', { file: 'libs/billing/src/comment.sample.ts', text: "/* eslint-disable */\nimport '@spindle/patient';\n" }],
  ];
  let findings: readonly Finding[] = [];
  beforeAll(() => { findings = lint(reachesOver.map(([, sample]) => sample)); });

  it.each(reachesOver)('%s is no way', (_way, { file }) => {
    expect(findings.filter((finding) => finding.file === file).map(({ rule }) => rule)).toContain(BOUNDARIES);
  });
});

it('fails a lint that has no graph of the projects, instead of letting everything pass', () => {
  const empty = mkdtempSync(join(tmpdir(), 'spindle-tidy-'));
  const { status, stderr } = spawnSync(join(root, 'node_modules/.bin/eslint'), ['libs/kernel/src/id.ts'], { cwd: root, encoding: 'utf8', env: { ...process.env, NX_WORKSPACE_DATA_DIRECTORY: empty, NX_DAEMON: 'false' } });
  rmSync(empty, { recursive: true });
  expect(status).not.toBe(0);
  expect(stderr).toContain('Lint needs the graph of the projects.');
});
