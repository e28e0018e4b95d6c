/** A JSON object somebody else wrote: nothing about its members is sure until it was looked at. */
export type Element = Readonly<Record<string, unknown>>;

const NOTHING: Element = Object.freeze({});

/** The value as an object; an empty one when it is something else. */
export function elementOf(value: unknown): Element {
  return isElement(value) ? value : NOTHING;
}

/** The objects of a list; a lone object counts as a list of one, other members are left out. */
export function elementsOf(value: unknown): readonly Element[] {
  if (Array.isArray(value)) return value.filter(isElement);
  return isElement(value) ? [value] : [];
}

export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text as it can be stored: composed, on one line, without control characters; null when nothing is left. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const tidy = value.toWellFormed().normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\s+/g, ' ').trim();
  return tidy === '' ? null : tidy;
}

/** The texts of a list; a lone text counts as a list of one. */
export function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== null);
}

/** What a table says about a word of a resource; nothing for values that are no words, and for those of JavaScript's own objects. */
export function lookUp<Meaning>(table: Readonly<Record<string, Meaning>>, word: unknown): Meaning | undefined {
  return typeof word === 'string' && Object.hasOwn(table, word) ? table[word] : undefined;
}

/** A text cut to a length, with an ellipsis where something is missing. */
export function cutTo(length: number, text: string): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}
