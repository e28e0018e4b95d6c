import ipaddr from 'ipaddr.js';

/** An IPv6 customer has a whole network of this length: its addresses count as one. */
const IPV6_NETWORK = 64;

/** Under which name an address is counted. */
export function countedAddress(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv6) return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/${IPV6_NETWORK}`).toString()}/${IPV6_NETWORK}`;
  return parsed.toString();
}

/** Whether a text is an address or a network of addresses that configuration may trust as a proxy. */
export function isNetwork(text: string): boolean {
  return ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
}
