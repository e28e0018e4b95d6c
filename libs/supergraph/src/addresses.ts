import list from '../subgraphs.json';

/** Where the subgraphs are served, and the gateway, which hears of events like they do. */
export interface Addresses {
  readonly urls: Readonly<Record<string, string>>;
  portOf(name: string): number;
}

const GATEWAY_URL = 'http://127.0.0.1:4000';

/** The subgraphs' addresses: `<NAME>_URL` of the environment where it is set, else what `subgraphs.json` says. */
export function addressesFrom(environment: Readonly<Record<string, string | undefined>>): Addresses {
  const urls = Object.fromEntries(list.map(({ name, url }) => [name, environment[`${name.toUpperCase()}_URL`] ?? url]));
  return { urls: { ...urls, gateway: environment['GATEWAY_URL'] ?? GATEWAY_URL }, portOf: (name) => Number(new URL(urls[name] ?? '').port) };
}
