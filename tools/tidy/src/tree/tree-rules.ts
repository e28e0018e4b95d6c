import { subgraphs } from '@spindle/supergraph';
import type { TreeFile } from './workspace';

/** Words that say that something is not done. Written apart, so that this file does not hold them. */
const UNDONE = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`);

/** Folders of one machine: of this one, or of a person's. "/home/me" stands for anybody in examples. */
const MACHINE_PATH = /(?<![\w.:/}])\/(?!home\/me\b)(?:work|root|home|Users|private|var\/folders)\/[\w.-]+|\b[A-Z]:\\+Users\\+/;

const REGISTRY = /https?:\/\/[^\s"'`)]*(?:registry\.|\/registry\/|artifactory|verdaccio|nexus|\/npm\/)|^\s*(?:@[\w-]+:)?registry\s*=/im;

/** In plain JavaScript, which is not linted. */
const GATEWAY_PACKAGE = /(?:from|import|require)\s*\(?\s*['"]@apollo\/gateway/;

const DRAWERS = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared', 'lib'];

/** What no text of the tree may hold, one sentence each. */
export function textFlaws({ file, text }: TreeFile): readonly string[] {
  const flaws = [
    UNDONE.test(text) && 'says that something is not done.',
    MACHINE_PATH.test(text) && `names a folder of one machine: ${MACHINE_PATH.exec(text)?.[0]}`,
    REGISTRY.test(text) && 'names a package registry.',
    !/^apps\/gateway\/|\.tsx?$/.test(file) && GATEWAY_PACKAGE.test(text) && 'imports the gateway; only apps/gateway may.',
  ];
  return flaws.filter((flaw) => flaw !== false).map((flaw) => `${file} ${flaw}`);
}

/** Folders that are drawers: their name does not say what is in them. */
export function folderFlaws(paths: readonly string[]): readonly string[] {
  const folders = new Set(paths.flatMap((path) => path.split('/').slice(0, -1)));
  return DRAWERS.filter((name) => folders.has(name)).map((name) => `A folder is called ${name}.`);
}

interface Manifest {
  readonly [part: string]: unknown;
}

const PINNED_PARTS = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];

/** Packages of a `package.json` that are not pinned to one version. */
export function pinFlaws({ file, text }: TreeFile): readonly string[] {
  const manifest = JSON.parse(text) as Manifest;
  return PINNED_PARTS.flatMap((part) => Object.entries((manifest[part] ?? {}) as Record<string, unknown>)
    .filter(([name, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)) && !(name.startsWith('@spindle/') && version === '*'))
    .map(([name, version]) => `${file} does not pin ${name}: ${String(version)}.`));
}

/** A lock file that says where packages were downloaded from. */
export function lockFlaws({ file, text }: TreeFile): readonly string[] {
  const { packages } = JSON.parse(text) as { packages: Record<string, { readonly resolved?: string; readonly link?: boolean }> };
  return Object.entries(packages).filter(([, { resolved, link }]) => resolved !== undefined && link !== true).map(([name]) => `${file} says where ${name} was downloaded from.`);
}

const SUBGRAPH = new RegExp(`^libs/(${subgraphs.map(({ name }) => name).join('|')})/src/(.+)$`);
const KINDS = ['service', 'repository', 'entity', 'mappers', 'loader', 'policy', 'columns', 'writer', 'input', 'arbitrary', 'spec', 'graphql.spec', 'generated'];

/** What lies in the wrong place in a subgraph's library (`src/<feature>/…`). */
export function featureFlaws(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const place = SUBGRAPH.exec(path)?.[2]?.split('/');
    if (!place || place[0] === 'migrations' || place[0] === 'testing') return [];
    const [name = ''] = place.slice(-1);
    const flaws = [
      name.endsWith('.graphql') && place.length !== 2 && 'is SDL outside a feature folder: it would not be composed.',
      /\.(service|repository|entity|mappers|loader)\.ts$/.test(name) && place.length !== 2 && 'belongs directly into a feature folder.',
      place.length > 2 && place[1] !== 'resolvers' && 'lies too deep: a feature folder is flat but for its resolvers.',
      place.length === 2 && !isKnownKind(name) && `is of an unknown kind; known are ${KINDS.join(', ')}.`,
      !place.slice(0, place[1] === 'resolvers' ? 1 : -1).every((folder) => /^[a-z]+(-[a-z]+)*$/.test(folder)) && 'lies in a folder that is not named in small letters.',
    ];
    return flaws.filter((flaw) => flaw !== false).map((flaw) => `${path} ${flaw}`);
  });
}

function isKnownKind(name: string): boolean {
  const suffix = /^[a-z0-9-]+\.(.+)$/.exec(name)?.[1] ?? '';
  return suffix === 'ts' || suffix === 'graphql' || KINDS.some((kind) => suffix === `${kind}.ts`);
}

/** Imports of an entity by another feature. It leaves its folder for the data source and for an entity that refers to it, never else. */
export function entityImportFlaws({ file, text }: TreeFile): readonly string[] {
  if (!SUBGRAPH.test(file) || /\/data-source\.ts$|\.entity\.ts$|\/testing\/|\.spec\.ts$/.test(file)) return [];
  return [...text.matchAll(/from '((?:\.\.\/|\.\/[\w-]+\/)[^']*\.entity)'/g)].map(([, target]) => `${file} takes ${target} out of its folder.`);
}
