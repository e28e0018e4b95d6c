import { Browser } from '../../testing/browser';
import type { FixtureGateway } from '../../testing/fixture-gateway';
import { fixtureId } from '../../testing/fixture-sdl';
import { IdentityPlace, OTHER_PRACTICE, PEOPLE } from '../../testing/identity-gateway';

let place: IdentityPlace;
let gateway: FixtureGateway;
beforeAll(async () => {
  place = await IdentityPlace.start();
  gateway = await place.gateway();
}, 60_000);
afterAll(() => place.stop());

const asked = { patientId: fixtureId(31), reasonCode: 'EMERGENCY_CARE', reason: 'fell in the waiting room' };

async function signedIn(sub: string, age = 0): Promise<Browser> {
  place.issuer.person = { sub, age };
  const browser = new Browser(gateway.port);
  expect((await browser.login()).status).toBe(303);
  return browser;
}

const code = async (response: Response): Promise<unknown> => ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;
const grantOf = async (browser: Browser): Promise<unknown> => {
  const { data } = (await (await browser.change('/graphql', { query: '{ whoAmI }' })).json()) as { data: { whoAmI: string } };
  return (JSON.parse(data.whoAmI) as { viewer: { breakGlass: unknown } }).viewer.breakGlass;
};
const grants = () => place.asAdmin<{ id: string; ended: boolean }>('SELECT id, ended_at IS NOT NULL AS ended FROM identity.break_glass_grant ORDER BY granted_at, id');

describe('emergency access', () => {
  it('is given to a person who proved a moment ago who they are: for one patient, for four hours, with another secret', async () => {
    const browser = await signedIn('clerk');
    const before = browser.cookie;
    const response = await browser.change('/break-glass', asked);
    expect(response.status).toBe(201);
    const { grantId, patientId, expiresAt } = (await response.json()) as { grantId: string; patientId: string; expiresAt: string };
    expect([patientId, Math.round((Date.parse(expiresAt) - Date.now()) / 60_000)]).toEqual([asked.patientId, 240]);
    expect(await grantOf(browser)).toEqual({ grantId, patientId });
    const old = new Browser(gateway.port);
    old.cookie = before;
    expect([browser.cookie === before, (await old.send('/session')).status]).toEqual([false, 401]);
  });

  it('is refused long after the login, and given after the person proved it again', async () => {
    const browser = await signedIn('owner', 360);
    const before = await grants();
    expect(await code(await browser.change('/break-glass', asked))).toBe('REAUTHENTICATION_REQUIRED');
    expect(await grants()).toEqual(before);
    place.issuer.person = { sub: 'owner', age: 360 };
    expect(await code(await browser.login('?reauthenticate=1'))).toBe('LOGIN_REFUSED');
    place.issuer.person = { sub: 'owner' };
    const url = await browser.beginLogin('?reauthenticate=1');
    expect([url.searchParams.get('prompt'), url.searchParams.get('max_age')]).toEqual(['login', '0']);
    await browser.send(await browser.answerOf(url));
    expect((await browser.change('/break-glass', asked)).status).toBe(201);
  });

  it.each([[{ reason: 'short' }, 400, 'BAD_USER_INPUT'], [{ reasonCode: 'CURIOSITY' }, 400, 'BAD_USER_INPUT'], [{ patientId: 'x' }, 400, 'BAD_USER_INPUT']])('is refused with %j', async (change, status, refusal) => {
    const browser = await signedIn('clerk');
    const before = await grants();
    const response = await browser.change('/break-glass', { ...asked, ...change });
    expect([response.status, await code(response)]).toEqual([status, refusal]);
    expect(await grants()).toEqual(before);
  });

  it('is not for patients, nor for anybody without a login', async () => {
    expect(await code(await (await signedIn('patient')).change('/break-glass', asked))).toBe('FORBIDDEN');
    expect(await place.asAdmin('SELECT patient_id, roles, outcome, field_classes FROM identity.audit_event WHERE operation = $$breakGlass$$ ORDER BY transaction_id DESC LIMIT 1')).toEqual([{ patient_id: asked.patientId, roles: ['PATIENT'], outcome: 'DENIED', field_classes: ['CLINICAL', 'CODING', 'NOTE'] }]);
    expect((await new Browser(gateway.port).change('/break-glass', asked)).status).toBe(401);
  });

  it('ends when the person ends it, with another patient\'s, with the logout, and after its time', async () => {
    const browser = await signedIn('clerk');
    await browser.change('/break-glass', asked);
    await browser.change('/break-glass', { ...asked, patientId: fixtureId(32) });
    expect(await grantOf(browser)).toMatchObject({ patientId: fixtureId(32) });
    expect((await browser.change('/break-glass', {}, { method: 'DELETE' })).status).toBe(204);
    expect(await grantOf(browser)).toBeNull();
    await browser.change('/break-glass', asked);
    await browser.change('/auth/logout');
    expect((await grants()).filter(({ ended }) => !ended)).toHaveLength(1);
    const next = await signedIn('owner');
    await next.change('/break-glass', asked);
    await place.asAdmin("UPDATE identity.break_glass_grant SET granted_at = now() - interval '5 hours', expires_at = now() - interval '1 hour' WHERE ended_at IS NULL");
    const elsewhere = new Browser((await place.gateway()).port);
    elsewhere.cookie = next.cookie;
    expect(await grantOf(elsewhere)).toBeNull();
  });
});

describe('the review of emergency access', () => {
  it('is the practice\'s administrators\', one access at a time, and never one\'s own', async () => {
    const admin = await signedIn('admin');
    const { grants: waiting } = (await (await admin.send('/break-glass/reviews')).json()) as { grants: { id: string; personId: string; personName: string; reason: string }[] };
    const clerks = waiting.find(({ personId }) => personId === PEOPLE.clerk.id);
    const owners = waiting.find(({ personId }) => personId === PEOPLE.owner.id);
    expect(clerks).toMatchObject({ personName: 'The clerk', reason: asked.reason });
    expect((await admin.change(`/break-glass/reviews/${clerks?.id}`, { outcome: 'JUSTIFIED', note: 'seen' })).status).toBe(204);
    expect(await code(await admin.change(`/break-glass/reviews/${clerks?.id}`, { outcome: 'NOT_JUSTIFIED' }))).toBe('ALREADY_REVIEWED');
    const owner = await signedIn('owner');
    expect(await code(await owner.change(`/break-glass/reviews/${owners?.id}`, { outcome: 'JUSTIFIED' }))).toBe('OWN_ACCESS');
    expect(await code(await owner.change(`/break-glass/reviews/${fixtureId(99)}`, { outcome: 'JUSTIFIED' }))).toBe('NOT_FOUND');
    expect(await place.asAdmin('SELECT review_outcome, reviewed_by FROM identity.break_glass_grant WHERE reviewed_at IS NOT NULL')).toEqual([{ review_outcome: 'JUSTIFIED', reviewed_by: PEOPLE.admin.id }]);
  });

  it('is not shown to others, and another practice\'s administrator sees none of it', async () => {
    expect((await (await signedIn('clerk')).send('/break-glass/reviews')).status).toBe(403);
    await place.letIn('owner', OTHER_PRACTICE);
    const owner = await signedIn('owner');
    await owner.change('/session/practice', { practiceId: OTHER_PRACTICE });
    expect(await (await owner.send('/break-glass/reviews')).json()).toEqual({ grants: [] });
  });
});
