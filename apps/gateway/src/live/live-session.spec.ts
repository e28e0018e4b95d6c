import { setTimeout as pause } from 'node:timers/promises';
import { keyRing } from '@spindle/subgraph';
import { identitySchema } from '../identity';
import { startIdentity } from '../identity/identity';
import { Browser } from '../testing/browser';
import { fixtureGateway, type FixtureGateway } from '../testing/fixture-gateway';
import { IdentityPlace, PEOPLE } from '../testing/identity-gateway';
import { memoryLogger } from '../testing/memory-logger';
import { LiveHub } from './live-hub';

let place: IdentityPlace;
let gateway: FixtureGateway;
beforeAll(async () => {
  place = await IdentityPlace.start();
  const { database, issuer } = place;
  const logger = memoryLogger([]);
  const hub = await LiveHub.open({ place: database, schema: identitySchema, logger, heartbeatMs: 50 });
  const identity = await startIdentity({ place: database, issuer: issuer.settings(), publicUrl: null, logger });
  gateway = await fixtureGateway({ identity, authenticate: undefined, live: { hub, keys: keyRing('subgraph requests', { secret: database.secret }) } });
}, 60_000);
afterAll(async () => {
  await gateway.close();
  await place.stop();
});

interface Listening { readonly status: number; beats: number; readonly ended: Promise<void> }

/** A page that listens and does nothing else. */
async function listen(browser: Browser): Promise<Listening> {
  const response = await browser.send('/live', { headers: { origin: browser.origin } });
  const listening = { status: response.status, beats: 0, ended: Promise.resolve() };
  listening.ended = (async () => { for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) listening.beats += Buffer.from(part).toString('utf8').includes('still here') ? 1 : 0; })();
  return listening;
}

async function signedIn(sub: keyof typeof PEOPLE): Promise<Browser> {
  place.issuer.person = { sub };
  const browser = new Browser(gateway.port);
  expect((await browser.login()).status).toBe(303);
  return browser;
}

const idleMinutes = async (sub: keyof typeof PEOPLE): Promise<number> => (await place.asAdmin<{ idle: number }>('SELECT extract(epoch FROM now() - last_seen_at)::float / 60 AS idle FROM identity.session WHERE person_id = $1', [PEOPLE[sub].id]))[0]?.idle ?? NaN;
const sleep = (sub: keyof typeof PEOPLE, minutes: number) => place.asAdmin('UPDATE identity.session SET last_seen_at = now() - make_interval(mins => $2) WHERE person_id = $1', [PEOPLE[sub].id, minutes]);

describe('a stream of a session', () => {
  it('keeps it from growing old no more than silence does, opened or read; a request does', async () => {
    const browser = await signedIn('clerk');
    await sleep('clerk', 10);
    const listening = await listen(browser);
    expect(listening.status).toBe(200);
    const before = listening.beats;
    while (listening.beats < before + 60) await pause(20);
    expect(await idleMinutes('clerk')).toBeGreaterThan(9.9);
    while (await idleMinutes('clerk') > 1) expect((await browser.send('/session')).status).toBe(200);
  });

  it('ends with it when nobody did anything else for too long', async () => {
    const browser = await signedIn('owner');
    const listening = await listen(browser);
    await sleep('owner', 16);
    await listening.ended;
    expect((await listen(browser)).status).toBe(401);
  });

  it('ends with it when the person signs out, or is let in no more', async () => {
    for (const [sub, end] of [['admin', (browser: Browser) => browser.change('/auth/logout')], ['both', () => place.asAdmin('UPDATE identity.membership SET ended_at = now() WHERE person_id = $1', [PEOPLE.both.id])]] as const) {
      const browser = await signedIn(sub);
      const listening = await listen(browser);
      await end(browser);
      await listening.ended;
    }
  });
});
