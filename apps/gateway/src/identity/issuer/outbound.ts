import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, fetch as fetchOver, type RequestInit } from 'undici';

/** An address outside that configuration may not make this process call. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

const TIMEOUT_MS = 5_000;
const ANSWER_LIMIT_BYTES = 512 * 1024;

/** Whether an IP address is one of the public internet: not loopback, private, link-local, multicast, mapped or reserved. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

/** Resolves a name and refuses it when any of its addresses is not public; what was checked is what is connected to. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (cause, addresses) => {
    if (cause) return done(cause, []);
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address))) return done(new AddressRefused('The name resolves to an address that is not public.'), []);
    const [first] = addresses;
    if (options.all) return done(null, addresses);
    done(null, first?.address ?? '', first?.family);
  });
};

export type Fetch = (url: string, init?: object) => Promise<Response>;

/**
 * A fetch for the issuer's addresses: a time-out, a largest answer, no redirect followed. `onlyPublicAddresses` also
 * wants https and public addresses, checked when the connection is made, so that no name can point inside later.
 */
export function outboundFetch({ onlyPublicAddresses }: { readonly onlyPublicAddresses: boolean }): Fetch {
  const dispatcher = new Agent({ connect: { timeout: TIMEOUT_MS, ...(onlyPublicAddresses ? { lookup: lookupPublic } : {}) }, maxResponseSize: ANSWER_LIMIT_BYTES });
  return async (url, init) => {
    if (onlyPublicAddresses) requirePublic(new URL(url));
    const answer = await fetchOver(url, { ...(init as RequestInit), dispatcher, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return answer as unknown as Response;
  };
}

/** An address written as a number is not resolved, hence checked here. */
function requirePublic({ protocol, hostname, username }: URL): void {
  if (protocol !== 'https:') throw new AddressRefused('The issuer is reached by https only.');
  if (username !== '') throw new AddressRefused('The address holds credentials.');
  const host = hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host) && !isPublicAddress(host)) throw new AddressRefused('The address is not public.');
}
