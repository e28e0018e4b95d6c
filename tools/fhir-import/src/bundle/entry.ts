import { elementOf, isElement, lookUp, textOf, type Element } from './element';

/** One resource of a file, with the address under which its bundle files it. */
export interface Entry {
  /** The FHIR resource type; `UNKNOWN_TYPE` where there is none. */
  readonly type: string;
  readonly resource: Element;
  readonly fullUrl: string | null;
  /** Why it is left out whatever its type; null when it is not. */
  readonly refusal: string | null;
}

/** What stands in the report for something that is no resource. */
export const UNKNOWN_TYPE = 'Not a resource';

const TYPE = /^[A-Z][A-Za-z]{1,49}$/;
const DEEPEST_BUNDLE = 5;

/** Refusals of what a bundle asks for beside keeping a resource (FHIR Bundle.entry.request). */
const METHODS: Readonly<Record<string, string>> = {
  DELETE: 'its bundle asks to delete it',
  PATCH: 'its bundle holds a patch, not the resource',
};

/** A resource's entries: itself, or, for a bundle, what it holds, bundles inside it included. */
export function entriesOf(resource: Element, fullUrl: string | null = null, depth = 0): Entry[] {
  if (resource['resourceType'] !== 'Bundle') return [toEntry(resource, fullUrl)];
  if (depth > DEEPEST_BUNDLE) return [junk('bundles inside one another too deeply')];
  const entries = resource['entry'];
  if (entries === undefined || entries === null) return [];
  if (!Array.isArray(entries)) return [junk('the entries of a bundle are not a list')];
  return withoutCopies(entries.flatMap((entry: unknown) => entriesOfBundle(entry, depth)));
}

/** An entry that stands for something unreadable. */
export function junk(refusal: string): Entry {
  return { type: UNKNOWN_TYPE, resource: {}, fullUrl: null, refusal };
}

function entriesOfBundle(entry: unknown, depth: number): Entry[] {
  if (!isElement(entry)) return [junk('an entry that is no object')];
  const { resource } = entry;
  const fullUrl = textOf(entry['fullUrl']);
  const refusal = lookUp(METHODS, elementOf(entry['request'])['method']);
  if (refusal) return [{ ...toEntry(elementOf(resource), fullUrl), refusal }];
  if (!isElement(resource)) return [junk('an entry without a resource')];
  return entriesOf(resource, fullUrl, depth + 1);
}

function toEntry(resource: Element, fullUrl: string | null): Entry {
  const type = resource['resourceType'];
  if (typeof type !== 'string' || !TYPE.test(type)) return junk('no FHIR resource type');
  return { type, resource, fullUrl, refusal: null };
}

/** Older versions of a resource follow newer ones in a history; a copy tells nothing new either. */
function withoutCopies(entries: readonly Entry[]): Entry[] {
  const seen = new Set<string>();
  return entries.map((entry) => {
    const address = addressOf(entry);
    if (address === null || entry.refusal !== null) return entry;
    if (seen.has(address)) return { ...entry, refusal: 'the bundle holds it twice' };
    seen.add(address);
    return entry;
  });
}

function addressOf({ type, fullUrl, resource }: Entry): string | null {
  const id = textOf(resource['id']);
  if (fullUrl !== null) return `${type} ${fullUrl}`;
  return id === null ? null : `${type}/${id}`;
}
