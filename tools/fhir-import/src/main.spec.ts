import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { workspaceFolder } from '@spindle/supergraph';
import { syntheaFile } from './testing/bundles';
import { ImportClinic, newPractice } from './testing/import-clinic';

jest.setTimeout(60_000);

const root = workspaceFolder();
let clinic: ImportClinic;
beforeAll(async () => {
  clinic = await ImportClinic.open();
});
afterAll(() => clinic.close());

/** Runs the command as a process of its own against this spec's database. */
function run(...words: readonly string[]): Promise<{ exitCode: number; output: string; errors: string }> {
  const environment = { PATH: process.env['PATH'], TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json'), DATABASE_URL: clinic.database.adminUrl, SPINDLE_SECRET: clinic.database.secret };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--import', 'tsx', join(root, 'tools/fhir-import/src/main.ts'), ...words], { cwd: root, env: environment }, (_error, output, errors) => {
      resolve({ exitCode: child.exitCode ?? -1, output, errors });
    });
  });
}

it('imports, prints progress and a report, and ends with 0 though a file was not FHIR', async () => {
  const practice = newPractice();
  const paths = await clinic.write({ 'Ana_Nunez.json': syntheaFile(61), 'notes.txt': 'Dear doctor' });
  const { exitCode, output, errors } = await run(...paths, '--practice', practice);
  expect(output).toMatch(/^Files: 1 read, 1 not FHIR or not readable\.\n {2}notes\.txt: it is not JSON, so it is not a FHIR bundle\.\n/);
  expect(output).toMatch(/\npatients +1 +0\n/);
  expect(errors).toContain('Step 3 of 3, claims and coverages: file 1 of 1 (');
  expect(output + errors).not.toMatch(/Nunez|Núñez|Olson/);
  expect(exitCode).toBe(0);
  expect(await clinic.rows('SELECT source FROM patient.patient WHERE practice_id = $1', [practice])).toEqual([{ source: 'IMPORTED' }]);
});

it('ends with 1 when nothing could be read, with 2 when it does not understand', async () => {
  const [path] = (await clinic.write({ 'letter.txt': 'Dear doctor' })) as [string];
  const [nothing, unknown, other] = [await run(path, '--practice', newPractice()), await run('--all'), await run(path, '--practice', 'nowhere')];
  expect([nothing, unknown, other].map(({ exitCode }) => exitCode)).toEqual([1, 2, 2]);
  for (const { errors } of [unknown, other]) expect(errors).toMatch(/^[^\n]+Usage: npm run import[^\n]+\n$/);
});
