import { Browser } from '../../testing/browser';
import { IdentityPlace } from '../../testing/identity-gateway';
import { foundPractice, type PracticeToFound } from './founding';

let place: IdentityPlace;
beforeAll(async () => { place = await IdentityPlace.start(); }, 60_000);
afterAll(() => place.stop());

const founding = (slug: string, changes: Partial<PracticeToFound> = {}, administrator: Partial<PracticeToFound['administrator']> = {}): PracticeToFound => ({
  slug, name: `The ${slug}`, hosts: [], ...changes, administrator: { issuer: 'test', subject: `admin-of-${slug}`, email: null, name: 'Ada', ...administrator },
});
const rows = () => place.asAdmin('SELECT p::text, m::text FROM identity.practice p LEFT JOIN identity.membership m ON m.practice_id = p.id ORDER BY 1, 2');

describe('founding a practice', () => {
  it('lets its administrator sign in, let others in, and administer no other practice', async () => {
    expect(await foundPractice(place.worker, founding('westside', { hosts: ['WWW.westside.test'] }))).toMatchObject({ ok: true, value: { practice: { slug: 'westside', name: 'The westside' }, added: { practice: true, administrator: true } } });
    const gateway = await place.gateway();
    place.issuer.person = { sub: 'admin-of-westside' };
    const browser = new Browser(gateway.port);
    expect((await browser.login('?practice=westside')).status).toBe(303);
    expect(await (await browser.send('/session')).json()).toMatchObject({ practice: { slug: 'westside' }, practices: [{ slug: 'westside' }], roles: ['PRACTICE_ADMIN'], siteIds: null });
    expect((await browser.change('/memberships', { name: 'New Biller', subject: 'new-biller', roles: ['BILLER'] })).status).toBe(201);
  });

  it('takes an administrator by an address that the issuer has checked', async () => {
    await foundPractice(place.worker, founding('lakeside', {}, { subject: null, email: 'Ada@lakeside.test' }));
    const gateway = await place.gateway();
    for (const [verified, status] of [[false, 403], [true, 303]] as const) {
      place.issuer.person = { sub: `ada-${verified}`, claims: { email: 'ada@lakeside.test', email_verified: verified } };
      expect((await new Browser(gateway.port).login()).status).toBe(status);
    }
  });

  it('changes nothing when it is done again, however often at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => foundPractice(place.worker, founding('hillside'))));
    expect(outcomes.filter((outcome) => outcome.ok && outcome.value.added.practice)).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.ok && outcome.value.practice.id)).size).toBe(1);
    const before = await rows();
    expect(await foundPractice(place.worker, founding('hillside'))).toMatchObject({ ok: true, value: { added: { practice: false, administrator: false } } });
    expect(await rows()).toEqual(before);
  });

  it('adds an administrator to a practice whose name is given', async () => {
    await foundPractice(place.worker, founding('seaside'));
    expect(await foundPractice(place.worker, founding('seaside', {}, { subject: 'another' }))).toMatchObject({ ok: true, value: { added: { practice: false, administrator: true } } });
  });

  it.each<[string, PracticeToFound, string]>([
    ['a slug that another practice has', founding('spindle', { name: 'Another' }), 'SlugTaken'],
    ['a host that another practice has', founding('roadside', { hosts: ['www.spindle.test'] }), 'HostTaken'],
    ['a person who is something else in the practice', founding('spindle', { name: 'Spindle' }, { subject: 'clerk' }), 'OtherRoles'],
  ])('refuses %s, and writes nothing', async (_what, wanted, kind) => {
    const before = await rows();
    expect(await foundPractice(place.worker, wanted)).toMatchObject({ ok: false, error: { kind } });
    expect(await rows()).toEqual(before);
  });
});
