import { parseArgs } from 'node:util';
import { ChangeSet } from './change-set';
import { planFeature } from './feature';
import { Refused, type Nouns } from './nouns';
import { planSubgraph } from './subgraph';

const USAGE = 'Usage: npm run generate -- subgraph <name> [<first feature>] | feature <subgraph> <nouns> [--singular <noun>] [--dry-run]';

/** What a command is going to do. */
export interface Plan {
  readonly changes: ChangeSet;
  readonly subgraph: string;
  readonly nouns: Nouns;
  readonly isDryRun: boolean;
}

/** Reads the command line and plans what it asks for; writes nothing. Throws `Refused` with one line. */
export function plan(root: string, words: readonly string[], now: Date): Plan {
  const { values, positionals: [command, ...names] } = read(words);
  const changes = new ChangeSet(root);
  const [subgraph, feature] = names;
  const options = { singular: values.singular, now };
  if (command === 'subgraph' && subgraph !== undefined && names.length <= 2) {
    return { changes, subgraph, nouns: planSubgraph(changes, { ...options, name: subgraph, feature }), isDryRun: values['dry-run'] };
  }
  if (command === 'feature' && subgraph !== undefined && feature !== undefined && names.length === 2) {
    return { changes, subgraph, nouns: planFeature(changes, { ...options, subgraph, name: feature }), isDryRun: values['dry-run'] };
  }
  throw new Refused(`${command === undefined ? 'Say what to generate.' : `"${words.join(' ')}" is no command.`} ${USAGE}`);
}

function read(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: { 'dry-run': { type: 'boolean', default: false }, singular: { type: 'string' } } });
  } catch (cause) {
    throw new Refused(`${cause instanceof Error ? cause.message : String(cause)}. ${USAGE}`);
  }
}

/** The plan as a person reads it. */
export function describe({ changes, subgraph, nouns }: Plan): string {
  const sdl = `libs/${subgraph}/src/${nouns.file.many}/${nouns.file.many}.graphql`;
  return [
    ...changes.created.map((path) => `  new      ${path}`),
    ...changes.edited.map((path) => `  changed  ${path}`),
    ...changes.byHand.map(({ path, line }) => `  by hand  ${path}: add ${line}`),
    '', `${nouns.type.one} is the entity; its words are in ${sdl}.`,
  ].join('\n');
}
