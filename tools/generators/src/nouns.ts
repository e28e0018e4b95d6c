/** Something that is not made. The message is one line that says why. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** One name in all the forms in which code, SDL and tables write it. */
export interface Nouns {
  /** `inventory-item`, `inventory-items`: files and the folder. */
  readonly file: { readonly one: string; readonly many: string };
  /** `inventoryItem`, `inventoryItems`: fields and values. */
  readonly field: { readonly one: string; readonly many: string };
  /** `InventoryItem`, `InventoryItems`: types. */
  readonly type: { readonly one: string; readonly many: string };
  /** `inventory_item`: the table. */
  readonly table: string;
  /** `inventory item`, `inventory items`: in sentences. */
  readonly words: { readonly one: string; readonly many: string };
}

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

/** Longer ones would make names of constraints longer than PostgreSQL keeps (63 bytes). */
const LONGEST = 40;

/** Words of JavaScript that no value can be called, and names that every generated file knows already. */
const WORDS_OF_THE_LANGUAGE = new Set([
  'case', 'catch', 'class', 'const', 'debugger', 'default', 'delete', 'enum', 'export', 'extends', 'false', 'finally', 'function', 'import', 'interface', 'let',
  'new', 'null', 'package', 'private', 'protected', 'public', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with', 'yield',
  'args', 'context', 'input', 'parent', 'session', 'viewer', 'clock', 'clinic', 'load', 'id', 'found',
]);

const TYPES_OF_THE_LANGUAGE = new Set([
  'Array', 'Check', 'Clock', 'Column', 'Context', 'Date', 'Entity', 'Error', 'Id', 'Index', 'Map', 'Maybe', 'Object', 'Page', 'Promise', 'Record', 'Refusal', 'Result', 'Resolver', 'Set', 'Sql', 'String', 'Symbol', 'Viewer',
]);

const FOLDERS_OF_THE_HOUSE = new Set(['migrations', 'testing', 'resolvers', 'utils', 'helpers', 'commons']);

/**
 * Reads a feature's name, a plural in kebab-case. `one` is its singular where English does not make it by an s. Throws
 * `Refused` for a name that cannot be.
 */
export function nounsOf(many: string, one: string = singularOf(many)): Nouns {
  for (const name of [many, one]) {
    if (!KEBAB_CASE.test(name) || name.length > LONGEST) throw new Refused(`"${name}" is no name for a feature: write a noun in small letters and hyphens, such as refunds or imported-claims, of at most ${LONGEST} characters.`);
  }
  if (one === many) throw new Refused(`"${many}" is the same for one and for many: a feature has a singular and a plural, such as refund and refunds.`);
  if (FOLDERS_OF_THE_HOUSE.has(many)) throw new Refused(`"${many}" cannot be a feature's folder.`);
  const [single, plural] = [camelCase(one), camelCase(many)];
  const taken = [single, plural].find((name) => WORDS_OF_THE_LANGUAGE.has(name)) ?? [capital(single)].find((name) => TYPES_OF_THE_LANGUAGE.has(name));
  if (taken !== undefined) throw new Refused(`"${many}" would make something called ${taken}, which has a meaning already.`);
  return {
    file: { one, many },
    field: { one: single, many: plural },
    type: { one: capital(single), many: capital(plural) },
    table: one.replaceAll('-', '_'),
    words: { one: one.replaceAll('-', ' '), many: many.replaceAll('-', ' ') },
  };
}

function singularOf(many: string): string {
  if (many.endsWith('ies')) return `${many.slice(0, -3)}y`;
  if (/(s|sh|ch|x|z|u)ses$|(sh|ch|x|ss)es$/.test(many)) return many.slice(0, -2);
  if (many.endsWith('s') && !many.endsWith('ss')) return many.slice(0, -1);
  throw new Refused(`"${many}" is no plural: name a feature by what it has many of, such as refunds; for another plural give --singular.`);
}

/** A word for a place where only one will do: a schema of PostgreSQL, a variable of the environment. */
const SUBGRAPH_NAME = /^[a-z][a-z0-9]{1,29}$/;

/** Names that PostgreSQL, the containers or the gateway have for something else. */
const RESERVED_FOR_SUBGRAPHS = new Set([
  'all', 'analyse', 'analyze', 'and', 'any', 'array', 'as', 'asc', 'authorization', 'binary', 'both', 'case', 'cast', 'check', 'collate', 'collation', 'column', 'concurrently', 'constraint', 'create',
  'cross', 'default', 'deferrable', 'desc', 'distinct', 'do', 'else', 'end', 'except', 'extensions', 'false', 'fetch', 'for', 'foreign', 'freeze', 'from', 'full', 'grant', 'group', 'having', 'ilike', 'in',
  'initially', 'inner', 'intersect', 'into', 'is', 'isnull', 'join', 'lateral', 'leading', 'left', 'like', 'limit', 'localtime', 'localtimestamp', 'migrate', 'natural', 'not', 'notnull', 'null', 'offset', 'on',
  'only', 'or', 'order', 'outer', 'overlaps', 'placing', 'primary', 'public', 'references', 'returning', 'right', 'select', 'similar', 'some', 'symmetric', 'table', 'tablesample', 'then', 'to', 'trailing',
  'true', 'union', 'unique', 'user', 'using', 'variadic', 'verbose', 'when', 'where', 'window', 'with',
]);

/** Checks the name of a new subgraph, one word. Throws `Refused`. */
export function subgraphName(name: string): string {
  if (!SUBGRAPH_NAME.test(name)) throw new Refused(`"${name}" is no name for a subgraph: write one word of small letters and digits, such as inventory. It also names the schema, its roles and <NAME>_URL.`);
  if (RESERVED_FOR_SUBGRAPHS.has(name) || name.startsWith('pg')) throw new Refused(`"${name}" has a meaning already: choose another name for the subgraph.`);
  return name;
}

/** The first feature of a subgraph that is told none: `referrals` of referrals, `inventory-items` of inventory. */
export function firstFeatureOf(subgraph: string): string {
  return subgraph.endsWith('s') && !subgraph.endsWith('ss') ? subgraph : `${subgraph}-items`;
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function camelCase(kebabCase: string): string {
  return kebabCase.replace(/-(\w)/g, (_hyphen, letter: string) => letter.toUpperCase());
}
