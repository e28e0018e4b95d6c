import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import { workspaceFolder } from '@spindle/supergraph';
import { readPracticeCommand } from './practice-command';
import { SCHEMAS } from './schemas';
import { asAdmin } from './testing/test-clinic';

const WORDS = ['create', '--slug', 'westside', '--name', 'Westside Spine', '--admin-issuer', 'https://login.example', '--admin-subject', '00u1', '--admin-name', 'Ada Lindqvist'];
const without = (name: string): string[] => WORDS.toSpliced(WORDS.indexOf(name), 2);
const withValue = (name: string, value: string): string[] => WORDS.with(WORDS.indexOf(name) + 1, value);

describe('the words of npm run practice', () => {
  it('say the practice and its administrator', () => {
    expect(readPracticeCommand(WORDS, {})).toEqual({ slug: 'westside', name: 'Westside Spine', hosts: [], administrator: { issuer: 'https://login.example', subject: '00u1', email: null, name: 'Ada Lindqvist' } });
  });

  it('leave the issuer to the gateway\'s settings, by the same name', () => {
    expect(readPracticeCommand(without('--admin-issuer'), { OIDC_ISSUER: 'https://a.example' })).toMatchObject({ administrator: { issuer: 'https://a.example' } });
    expect(readPracticeCommand(without('--admin-issuer'), { OIDC_ISSUER: 'https://a.example', OIDC_ISSUER_NAME: 'ours' })).toMatchObject({ administrator: { issuer: 'ours' } });
  });

  it.each<[string, string[], RegExp]>([
    ['no word', [], /npm run practice -- create/],
    ['another word', ['destroy', ...WORDS.slice(1)], /npm run practice -- create/],
    ['an unknown option', [...WORDS, '--force'], /--force[^]*npm run practice/],
    ['no slug', without('--slug'), /--slug/],
    ['a slug with capitals', withValue('--slug', 'WestSide'), /--slug/],
    ['a slug that is an address', withValue('--slug', 'a/b'), /--slug/],
    ['a slug that is too long', withValue('--slug', 'a'.repeat(64)), /--slug/],
    ['a name of blanks', withValue('--name', '   '), /--name/],
    ['no issuer', without('--admin-issuer'), /--admin-issuer/],
    ['no administrator\'s name', without('--admin-name'), /--admin-name/],
    ['neither subject nor address', without('--admin-subject'), /Say either/],
    ['both', [...WORDS, '--admin-email', 'ada@westside.example'], /Say either/],
    ['an address that is none', [...without('--admin-subject'), '--admin-email', 'ada'], /--admin-email/],
    ['a host with a scheme', [...WORDS, '--host', 'https://www.westside.example'], /--host/],
  ])('refuse %s', (_what, words, said) => { expect(readPracticeCommand(words, {})).toEqual(expect.stringMatching(said)); });

  it('refuse the development issuer in production, where nobody could sign in', () => {
    expect(readPracticeCommand(withValue('--admin-issuer', 'development'), { NODE_ENV: 'production' })).toMatch(/does not exist in production/);
  });
});

describe('npm run practice', () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await createTestDatabase(SCHEMAS); }, 60_000);
  afterAll(() => database.drop());

  async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<{ code: number; said: string }> {
    const child = spawn(process.execPath, ['--import', 'tsx', join(workspaceFolder(), 'apps/clinic/src/practice.ts'), ...words], {
      cwd: workspaceFolder(), stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TSX_TSCONFIG_PATH: join(workspaceFolder(), 'tsconfig.base.json'), DATABASE_URL: database.adminUrl, SPINDLE_SECRET: database.secret, ...environment },
    });
    const [output, problem, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
    return { code, said: output + problem };
  }

  const rows = () => asAdmin(database, `SELECT practice.slug, practice.name, person.issuer, person.subject, m.name AS administrator, m.roles FROM identity.practice practice
    JOIN identity.membership m ON m.practice_id = practice.id JOIN identity.person person ON person.id = m.person_id`);

  it('makes the practice once, says so, and refuses another of its slug with a reason', async () => {
    const first = await run(WORDS);
    const [again, other, wrong] = await Promise.all([run(WORDS), run(withValue('--name', 'Another')), run(without('--slug'))]);
    expect(first).toEqual({ code: 0, said: expect.stringMatching(/westside, "Westside Spine", is made: [0-9a-f-]{36}[^]*administers it\.[^]*practice=westside/) });
    expect(again).toEqual({ code: 0, said: expect.stringMatching(/was there already[^]*administers it already/) });
    expect(other).toEqual({ code: 1, said: expect.stringMatching(/^The practice was not made: There is a practice westside already/) });
    expect(wrong).toEqual({ code: 2, said: expect.stringMatching(/^--slug/) });
    expect(await rows()).toEqual([{ slug: 'westside', name: 'Westside Spine', issuer: 'https://login.example', subject: '00u1', administrator: 'Ada Lindqvist', roles: ['PRACTICE_ADMIN'] }]);
  }, 120_000);

  it('says in one line that a database is not migrated', async () => {
    const empty = new URL(database.adminUrl);
    empty.pathname = `${empty.pathname}_empty`;
    await asAdmin(database, `CREATE DATABASE ${empty.pathname.slice(1)}`);
    const refused = await run(WORDS, { DATABASE_URL: empty.href });
    await asAdmin(database, `DROP DATABASE ${empty.pathname.slice(1)}`);
    expect(refused).toEqual({ code: 1, said: expect.stringMatching(/^The practice was not made: The database is not migrated\.[^\n]*\n$/) });
  }, 120_000);
});
