import { elementOf, elementsOf, textOf, type Element } from './element';
import type { Entry } from './entry';

/** What a FHIR reference says it points to. */
export type Reference =
  | { readonly kind: 'CONTAINED'; readonly id: string }
  /** An absolute address: http(s), urn:uuid, urn:oid. */
  | { readonly kind: 'ABSOLUTE'; readonly url: string }
  | { readonly kind: 'RELATIVE'; readonly type: string; readonly id: string }
  /** A search that must match exactly one resource; `tokens` as `addressesOf` writes them, null when it asks for more than an identifier or id. */
  | { readonly kind: 'CONDITIONAL'; readonly type: string; readonly tokens: readonly string[] | null; readonly identifier: Identifier | null };

export interface Identifier {
  readonly system: string | null;
  readonly value: string;
}

const RELATIVE = /^([A-Z][A-Za-z]+)\/([^/?#\s]+)$/;
const CONDITIONAL = /^(?:https?:\/\/[^?]*\/)?([A-Z][A-Za-z]+)\/?\?(.*)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads a Reference element: its `reference`, or else the identifier it gives (a logical reference). Null when it says neither. */
export function parseReference(value: unknown): Reference | null {
  const element = typeof value === 'string' ? { reference: value } : elementOf(value);
  const text = textOf(element['reference']);
  if (text === null) return logicalReference(element);
  if (text.startsWith('#')) return { kind: 'CONTAINED', id: text.slice(1) };
  const [, type, query] = CONDITIONAL.exec(text) ?? [];
  if (type !== undefined && query !== undefined) return conditionalReference(type, query);
  const address = text.replace(/\/_history\/[^/]*$/, '');
  if (/^(https?:\/\/|urn:)/i.test(address)) return { kind: 'ABSOLUTE', url: normalizeUrl(address) };
  const [, relativeType, id] = RELATIVE.exec(address) ?? [];
  return relativeType && id ? { kind: 'RELATIVE', type: relativeType, id } : null;
}

function logicalReference(element: Element): Reference | null {
  const identifier = identifierOf(elementOf(element['identifier']));
  const type = textOf(element['type']);
  if (!identifier || !type) return null;
  return { kind: 'CONDITIONAL', type, tokens: [identifierToken(type, identifier)], identifier };
}

function conditionalReference(type: string, query: string): Reference {
  const criteria = [...new URLSearchParams(query)];
  const identifiers = criteria.filter(([name]) => name === 'identifier').map(([, value]) => searchedIdentifier(value));
  const tokens = criteria.map(([name, value]) => {
    if (name === '_id') return `${type}/${value}`;
    return name === 'identifier' ? identifierToken(type, searchedIdentifier(value)) : null;
  });
  const known = tokens.filter((token) => token !== null);
  return { kind: 'CONDITIONAL', type, tokens: known.length === tokens.length && known.length > 0 ? known : null, identifier: identifiers[0] ?? null };
}

/** "system|value", "value" (any system, told apart by an empty text) or "|value" (no system). */
function searchedIdentifier(token: string): Identifier {
  const bar = token.search(/(?<!\\)\|/);
  const value = unescapeToken(token.slice(bar + 1));
  return bar === -1 ? { system: '', value } : { system: unescapeToken(token.slice(0, bar)) || null, value };
}

function unescapeToken(text: string): string {
  return text.replace(/\\([\\|,$])/g, '$1').trim();
}

function identifierToken(type: string, { system, value }: Identifier): string {
  return system === '' ? `${type}?identifier=${value}` : `${type}?identifier=${system ?? ''}|${value}`;
}

/** An Identifier element; null when it has no value. */
export function identifierOf(element: Element): Identifier | null {
  const value = textOf(element['value']);
  return value === null ? null : { system: textOf(element['system']), value };
}

/** Before the address of a resource that was read from no server: a relative reference from a server's resource may mean it, but not another server's. */
const NO_SERVER = '/';

/** Everything by which a resource can be referred to from elsewhere. */
export function addressesOf({ type, resource, fullUrl }: Pick<Entry, 'type' | 'resource' | 'fullUrl'>): string[] {
  const id = textOf(resource['id']);
  const identifiers = elementsOf(resource['identifier']).map(identifierOf).filter((identifier) => identifier !== null);
  return [...new Set([
    ...(fullUrl === null ? [] : [normalizeUrl(fullUrl)]),
    ...(id === null ? [] : [`${type}/${id}`, ...(baseOf(fullUrl) === null ? [`${NO_SERVER}${type}/${id}`] : [])]),
    ...(id !== null && UUID.test(id) ? [normalizeUrl(`urn:uuid:${id}`)] : []),
    ...identifiers.flatMap((identifier) => [identifierToken(type, identifier), identifierToken(type, { ...identifier, system: '' })]),
  ])];
}

/** The addresses under which a reference's target may be filed, the most exact first. Empty for one inside the resource. */
export function candidatesOf(reference: Reference, from: Pick<Entry, 'fullUrl'>): readonly string[] {
  switch (reference.kind) {
    case 'CONTAINED': return [];
    case 'ABSOLUTE': return [reference.url];
    case 'RELATIVE': {
      const base = baseOf(from.fullUrl);
      const relative = `${reference.type}/${reference.id}`;
      return base === null ? [relative] : [`${base}/${relative}`, NO_SERVER + relative];
    }
    case 'CONDITIONAL': return reference.tokens ?? [];
  }
}

/** The address of the server, of an entry that was read from one. */
export function baseOf(fullUrl: string | null): string | null {
  return /^(https?:\/\/.+)\/[A-Z][A-Za-z]+\/[^/]+$/.exec(fullUrl ?? '')?.[1] ?? null;
}

function normalizeUrl(url: string): string {
  return /^urn:(uuid|oid):/i.test(url) ? url.toLowerCase() : url;
}
