import list from '../subgraphs.json';

/** Where the subgraphs are served. */
export interface Addresses {
  readonly urls: Readonly<Record<string, string>>;
  portOf(name: string): number;
}

/** The subgraphs' addresses: `<NAME>_URL` of the environment where it is set, else what `subgraphs.json` says. */
export function addressesFrom(environment: Readonly<Record<string, string | undefined>>): Addresses {
  const urls = Object.fromEntries(list.map(({ name, url }) => [name, environment[`${name.toUpperCase()}_URL`] ?? url]));
  return { urls, portOf: (name) => Number(new URL(urls[name] ?? '').port) };
}
