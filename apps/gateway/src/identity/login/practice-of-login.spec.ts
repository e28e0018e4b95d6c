import { Browser } from '../../testing/browser';
import type { FixtureGateway } from '../../testing/fixture-gateway';
import { IdentityPlace, OTHER_PRACTICE, PRACTICE } from '../../testing/identity-gateway';

let place: IdentityPlace;
let gateway: FixtureGateway;
beforeAll(async () => {
  place = await IdentityPlace.start();
  gateway = await place.gateway();
}, 60_000);
afterAll(() => place.stop());

interface Who { readonly practice: { readonly id: string; readonly slug: string } }

async function signedIn(sub: string): Promise<Browser> {
  place.issuer.person = { sub };
  const browser = new Browser(gateway.port);
  expect((await browser.login()).status).toBe(303);
  return browser;
}

const who = async (browser: Browser): Promise<Who> => (await (await browser.send('/session')).json()) as Who;
const statusOf = async (browser: Browser): Promise<number> => (await browser.send('/session')).status;

describe('a person of several practices', () => {
  it('goes on in another practice of the person with another secret, and in no practice of others', async () => {
    const browser = await signedIn('both');
    const first = browser.cookie;
    const from = (await who(browser)).practice.id;
    const to = from === PRACTICE ? OTHER_PRACTICE : PRACTICE;
    expect(await (await browser.change('/session/practice', { practiceId: to })).json()).toMatchObject({ practice: { id: to } });
    const old = new Browser(gateway.port);
    old.cookie = first;
    expect([browser.cookie === first, await statusOf(old), await statusOf(browser)]).toEqual([false, 401, 200]);
    const clerk = await signedIn('clerk');
    expect((await clerk.change('/session/practice', { practiceId: OTHER_PRACTICE })).status).toBe(404);
  });

  it('ends no later for another practice: twelve hours count from the login', async () => {
    const browser = await signedIn('both');
    const at = async (): Promise<unknown> => ((await (await browser.send('/session')).json()) as { expiresAt: string }).expiresAt;
    const [before, { practice }] = [await at(), await who(browser)];
    await browser.change('/session/practice', { practiceId: practice.id === PRACTICE ? OTHER_PRACTICE : PRACTICE });
    expect(await at()).toBe(before);
  });

  it.each(['spindle', 'prairie', 'spindle'])('begins in the practice %s that the person was in last, by its short name too', async (slug) => {
    const browser = await signedIn('both');
    expect((await browser.change('/session/practice', { slug })).status).toBe(200);
    expect(await who(await signedIn('both'))).toMatchObject({ practice: { slug } });
  });

  it('begins in the practice that is asked for, and in none where the person is in no such', async () => {
    place.issuer.person = { sub: 'both' };
    for (const slug of ['prairie', 'spindle', 'prairie']) {
      const browser = new Browser(gateway.port);
      expect((await browser.login(`?practice=${slug}`)).status).toBe(303);
      expect(await who(browser)).toMatchObject({ practice: { slug } });
    }
    place.issuer.person = { sub: 'clerk' };
    const refusals = [];
    for (const slug of ['prairie', 'nowhere', 'Spindle']) refusals.push(await (await new Browser(gateway.port).login(`?practice=${slug}`)).text());
    expect(refusals[0]).toContain('NO_MEMBERSHIP');
    expect(new Set(refusals).size).toBe(1);
  });

  it('sees the others on the front page, each with the way there; who has one sees none', async () => {
    const front = async (browser: Browser): Promise<string> => (await browser.send('/')).text();
    const browser = await signedIn('both');
    await browser.change('/session/practice', { slug: 'spindle' });
    expect(await front(browser)).toMatch(/Signed in as <strong>The both<\/strong>, biller in <strong>Spindle<\/strong>.*<button data-practice="prairie">Go to Prairie<\/button>/);
    expect(await front(await signedIn('clerk'))).not.toContain('data-practice');
    expect(await front(new Browser(gateway.port))).toContain('Nobody is signed in.');
  });

  it('is shown names as text, whatever is in them', async () => {
    await place.asAdmin(`UPDATE identity.practice SET name = '<img src=x onerror="alert(1)">' WHERE id = $1`, [OTHER_PRACTICE]);
    const browser = await signedIn('both');
    expect(await (await browser.send('/')).text()).not.toContain('<img');
    await place.asAdmin(`UPDATE identity.practice SET name = 'Prairie' WHERE id = $1`, [OTHER_PRACTICE]);
  });
});
