import { isElement, type Element, type Json } from './json';

const JSON_PART = 'json';
const LARGEST_INTEGER = 2 ** 31;

/** A value as an extension. What no value[x] of R4 takes as it is (a list, an object, a blank text, null) is JSON text one level down. */
export function toExtension(url: string, value: Json): Element {
  if (typeof value === 'boolean') return { url, valueBoolean: value };
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < LARGEST_INTEGER ? { url, valueInteger: value } : { url, valueDecimal: value };
  if (typeof value === 'string' && value.trim() !== '') return { url, valueString: value };
  return { url, extension: [{ url: JSON_PART, valueString: JSON.stringify(value) }] };
}

/** The value of an extension that `toExtension` made. Throws a SyntaxError where its JSON text is none. */
export function fromExtension(extension: Element): Json {
  const inner = extensionsOf(extension).find(({ url }) => url === JSON_PART)?.['valueString'];
  if (typeof inner === 'string') return JSON.parse(inner) as Json;
  return extension['valueBoolean'] ?? extension['valueInteger'] ?? extension['valueDecimal'] ?? extension['valueString'] ?? null;
}

export function extensionsOf(element: Element): readonly Element[] {
  return Array.isArray(element['extension']) ? (element['extension'] as readonly Json[]).filter(isElement) : [];
}
