import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Browser } from '../../testing/browser';
import type { FixtureGateway } from '../../testing/fixture-gateway';
import { IdentityPlace, OTHER_PRACTICE, PEOPLE } from '../../testing/identity-gateway';

let place: IdentityPlace;
let gateway: FixtureGateway;
beforeAll(async () => {
  place = await IdentityPlace.start();
  gateway = await place.gateway();
}, 60_000);
afterAll(() => place.stop());

interface Listed { readonly id: string; readonly version: number; readonly personId: string; readonly roles: readonly string[] }

async function signedIn(sub: string): Promise<Browser> {
  place.issuer.person = { sub };
  const browser = new Browser(gateway.port);
  expect((await browser.login('?practice=spindle')).status).toBe(303);
  return browser;
}

const code = async (response: Response): Promise<unknown> => ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;
const list = async (browser: Browser): Promise<readonly Listed[]> => ((await (await browser.send('/memberships')).json()) as { memberships: Listed[] }).memberships;
const find = async (browser: Browser, subject: keyof typeof PEOPLE): Promise<Listed> => (await list(browser)).find(({ personId }) => personId === PEOPLE[subject].id) as Listed;

describe('people administration', () => {
  it('lists the people of the own practice and of no other', async () => {
    const admin = await signedIn('admin');
    expect((await list(admin)).map(({ personId }) => personId).sort()).toEqual(Object.values(PEOPLE).map(({ id }) => id).sort());
    await place.letIn('owner', OTHER_PRACTICE);
    const owner = await signedIn('owner');
    await owner.change('/session/practice', { practiceId: OTHER_PRACTICE });
    expect((await list(owner)).map(({ personId }) => personId).sort()).toEqual([PEOPLE.owner.id, PEOPLE.both.id].sort());
  });

  it.each(['clerk', 'patient'] as const)('is not for a %s', async (subject) => {
    const browser = await signedIn(subject);
    expect([(await browser.send('/memberships')).status, (await browser.change('/memberships', { name: 'X', subject: 'x', roles: ['PRACTICE_ADMIN'] })).status]).toEqual([403, 403]);
  });

  it('lets a person in once', async () => {
    const admin = await signedIn('admin');
    const person = { name: 'New Biller', subject: 'new-biller', roles: ['BILLER'] };
    expect((await admin.change('/memberships', person)).status).toBe(201);
    expect(await code(await admin.change('/memberships', person))).toBe('ALREADY_MEMBER');
    expect((await (await signedIn('new-biller')).send('/session')).status).toBe(200);
  });

  it('gives another role, and the person signs in again', async () => {
    const [admin, clerk] = [await signedIn('admin'), await signedIn('clerk')];
    const { id, version } = await find(admin, 'clerk');
    expect((await admin.change(`/memberships/${id}`, { version, roles: ['BILLER'] }, { method: 'PUT' })).status).toBe(200);
    expect((await clerk.send('/session')).status).toBe(401);
    expect(await (await (await signedIn('clerk')).send('/session')).json()).toMatchObject({ roles: ['BILLER'] });
    expect(await code(await admin.change(`/memberships/${id}`, { version, roles: ['FRONT_DESK'] }, { method: 'PUT' }))).toBe('STALE_VERSION');
    expect(await code(await admin.change(`/memberships/${id}`, { version: version + 1, roles: ['SERVICE'] }, { method: 'PUT' }))).toBe('BAD_USER_INPUT');
  });

  it('ends a membership, and with it the person\'s sessions', async () => {
    const [admin, both] = [await signedIn('admin'), await signedIn('both')];
    const { id, version } = await find(admin, 'both');
    expect((await admin.change(`/memberships/${id}?version=${version}`, {}, { method: 'DELETE' })).status).toBe(200);
    expect([(await both.send('/session')).status, await find(admin, 'both')]).toEqual([401, undefined]);
  });

  it('reaches no membership of another practice, by its id either', async () => {
    const admin = await signedIn('admin');
    const [foreign] = await place.asAdmin<{ id: string; version: number }>('SELECT id, version FROM identity.membership WHERE practice_id = $1 AND person_id = $2', [OTHER_PRACTICE, PEOPLE.both.id]);
    expect(await code(await admin.change(`/memberships/${foreign?.id}`, { version: foreign?.version, roles: ['BILLER'] }, { method: 'PUT' }))).toBe('NOT_FOUND');
    expect(await code(await admin.change(`/memberships/${foreign?.id}?version=${foreign?.version}`, {}, { method: 'DELETE' }))).toBe('NOT_FOUND');
  });

  it('two who end each other at the same moment: one does, the other does not any more, and nobody waits for ever', async () => {
    const [admin, owner] = [await signedIn('admin'), await signedIn('owner')];
    const [ofAdmin, ofOwner] = [await find(admin, 'admin'), await find(admin, 'owner')];
    const holding = new Client({ connectionString: place.database.adminUrl });
    await holding.connect();
    await holding.query('BEGIN');
    await holding.query('SELECT FROM identity.membership WHERE id = ANY ($1) FOR UPDATE', [[ofAdmin.id, ofOwner.id]]);
    const both = Promise.all([admin.change(`/memberships/${ofOwner.id}?version=${ofOwner.version}`, {}, { method: 'DELETE' }), owner.change(`/memberships/${ofAdmin.id}?version=${ofAdmin.version}`, {}, { method: 'DELETE' })]);
    const waiting = async () => (await place.asAdmin<{ count: number }>("SELECT count(*)::integer AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"))[0]?.count;
    while (await waiting() !== 2) await pause(20);
    await holding.query('COMMIT');
    await holding.end();
    expect((await both).map(({ status }) => status).sort()).toEqual([200, 403]);
    const left = await place.asAdmin<{ person_id: string }>("SELECT person_id FROM identity.membership WHERE id = ANY ($1) AND ended_at IS NULL", [[ofAdmin.id, ofOwner.id]]);
    expect(left).toHaveLength(1);
    await place.asAdmin('UPDATE identity.membership SET ended_at = NULL WHERE id = ANY ($1)', [[ofAdmin.id, ofOwner.id]]);
  });

  it('leaves no practice without an administrator', async () => {
    const admin = await signedIn('admin');
    const owner = await find(admin, 'owner');
    expect((await admin.change(`/memberships/${owner.id}?version=${owner.version}`, {}, { method: 'DELETE' })).status).toBe(200);
    const own = await find(admin, 'admin');
    expect(await code(await admin.change(`/memberships/${own.id}?version=${own.version}`, {}, { method: 'DELETE' }))).toBe('LAST_ADMINISTRATOR');
  });
});
