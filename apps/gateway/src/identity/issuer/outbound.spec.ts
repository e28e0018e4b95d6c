import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestIssuer } from '../../testing/test-issuer';
import { IssuerClient } from './issuer-client';
import { AddressRefused, isPublicAddress, outboundFetch } from './outbound';

it.each([
  ['8.8.8.8', true], ['2606:4700::1111', true], ['127.0.0.1', false], ['10.1.2.3', false], ['172.16.0.1', false], ['192.168.1.1', false], ['169.254.169.254', false], ['100.64.0.1', false],
  ['0.0.0.0', false], ['224.0.0.1', false], ['::1', false], ['fe80::1', false], ['fd00::1', false], ['::ffff:127.0.0.1', false], ['::ffff:10.0.0.1', false], ['localhost', false],
])('%s is public: %s', (address, isPublic) => { expect(isPublicAddress(address)).toBe(isPublic); });

describe('what configuration may make the gateway call in production', () => {
  const guarded = outboundFetch({ onlyPublicAddresses: true });
  const reason = async (url: string): Promise<unknown> => guarded(url).then(() => 'answered', (cause: unknown) => (cause instanceof AddressRefused ? cause : (cause as Error).cause));

  it.each(['http://issuer.example/', 'https://127.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/latest/meta-data', 'https://10.0.0.1/', 'https://0x7f000001/', 'https://2130706433/', 'https://user:word@issuer.example/', 'https://localhost/'])('is never %s', async (url) => {
    expect(await reason(url)).toBeInstanceOf(AddressRefused);
  });

  it('is no redirect either: not even where private addresses are allowed', async () => {
    let reached = 0;
    const server = createServer((request, response) => {
      if (request.url === '/inside') { reached += 1; response.end('{}'); } else response.writeHead(302, { location: '/inside' }).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect(outboundFetch({ onlyPublicAddresses: false })(url)).rejects.toThrow();
    server.close();
    server.closeAllConnections();
    expect(reached).toBe(0);
  });
});

describe('the keys of an issuer', () => {
  it('are looked at again for an unknown name, ten seconds after the last time at the earliest', async () => {
    const issuer = await TestIssuer.start();
    let nowMs = 0;
    const client = new IssuerClient(issuer.settings(), () => nowMs);
    const find = (kid: string): Promise<unknown> => client.key({ alg: 'RS256', kid }, {} as never).then(() => 'found', (cause: Error) => cause.name);
    expect(await find('one')).toBe('found');
    issuer.addKey('two');
    expect(await find('two')).toBe('JWKSNoMatchingKey');
    nowMs = 10_001;
    expect([await find('two'), await find('one')]).toEqual(['found', 'found']);
    issuer.close();
    nowMs = 700_000;
    expect([await find('one'), await find('three')]).toEqual(['found', 'JWKSNoMatchingKey']);
  });

  it('cannot be had from an issuer that names itself otherwise', async () => {
    const issuer = await TestIssuer.start();
    const client = new IssuerClient(issuer.settings({ issuer: 'https://other.example' }));
    await expect(client.configuration()).rejects.toMatchObject({ status: 503, code: 'ISSUER_UNAVAILABLE' });
    issuer.close();
  });
});
