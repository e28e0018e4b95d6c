import { isElement, type Element, type Json } from './json';
import { fromUrn, ID_SYSTEM, SPINDLE_FHIR, toUrn } from './names';
import { valueAt } from './path';

/**
 * How a column's value looks at its place in a resource, in both directions. `write` answers undefined for a value that
 * R4 has no form for: it then travels as an extension. `read` answers undefined where the element says nothing.
 */
export interface Form {
  write(value: Json): Json | undefined;
  read(element: Json): Json | undefined;
}

/** The value as it is. FHIR has no blank texts, no empty lists and no nulls. */
export const AS_IT_IS: Form = {
  write: (value) => (isBlank(value) ? undefined : value),
  read: (element) => element,
};

/** Words of ours and of FHIR. Where two of ours share one of theirs, the last is meant by it: the others are told by an extension too. */
export function words(pairs: Readonly<Record<string, string>>): Form {
  const ours = new Map(Object.entries(pairs).map(([word, theirs]) => [theirs, word]));
  return { write: (value) => pairs[String(value)], read: (element) => ours.get(String(element)) };
}

/** A code of a system, as the only coding of a concept. */
export function coded(system: string): Form {
  return {
    write: (value) => (isBlank(value) ? undefined : { coding: [{ system, code: String(value) }] }),
    read: (element) => (valueAt(element, 'coding.0.system') === system ? valueAt(element, 'coding.0.code') : undefined),
  };
}

/** A code of Spindle's own. */
export function ourCode(system: string): Form {
  return coded(`${SPINDLE_FHIR}/CodeSystem/${system}`);
}

/** Words of ours and codes of a system, as the only coding of a concept. */
export function codedWords(system: string, pairs: Readonly<Record<string, string>>): Form {
  const [word, code] = [words(pairs), coded(system)];
  return { write: (value) => valueOr(word.write(value), (theirs) => code.write(theirs)), read: (element) => valueOr(code.read(element), (theirs) => word.read(theirs)) };
}

/** Yes or no, as one of two codes of FHIR. */
export function either(no: string, yes: string): Form {
  return { write: (value) => (value === true ? yes : no), read: (element) => (element === yes ? true : element === no ? false : undefined) };
}

/** A reference to another row of the record. */
export const ROW: Form = {
  write: (value) => ({ reference: toUrn(String(value)) }),
  read: (element) => fromUrn(valueAt(element, 'reference')) ?? undefined,
};

/** A reference to what the record only names, of this resource type. */
export function named(type: string): Form {
  return {
    write: (value) => ({ type, identifier: { system: ID_SYSTEM, value: String(value) } }),
    read: (element) => (valueAt(element, 'identifier.system') === ID_SYSTEM ? valueAt(element, 'identifier.value') : undefined),
  };
}

/** A number counted from zero, where FHIR counts from one. */
export const FROM_ONE: Form = {
  write: (value) => (typeof value === 'number' ? value + 1 : undefined),
  read: (element) => (typeof element === 'number' ? element - 1 : undefined),
};

/** One of these words, by its place in the list, counted from one. */
export function ranked(order: readonly string[]): Form {
  return { write: (value) => (order.includes(String(value)) ? order.indexOf(String(value)) + 1 : undefined), read: (element) => order[Number(element) - 1] };
}

/** An amount in cents as money of the United States. */
export const US_CENTS: Form = {
  write: (value) => (typeof value === 'number' ? { value: value / 100, currency: 'USD' } : undefined),
  read: (element) => (valueAt(element, 'currency') === 'USD' ? Math.round(Number(valueAt(element, 'value')) * 100) : undefined),
};

/** For people to read; the column itself travels as an extension. */
export function shown(write: (value: Json) => Json | undefined): Form {
  return { write, read: () => undefined };
}

/** A list of texts, each as an element of its own. */
export function listOf(path: string, wrap: (text: string, index: number) => Element): Form {
  return {
    write: (value) => (isTexts(value) && value.length > 0 ? value.map((text, index) => wrap(text, index)) : undefined),
    read: (element) => (Array.isArray(element) ? (element as readonly Json[]).map((each) => valueAt(each, path) ?? null) : undefined),
  };
}

const NOT_STARTED = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code: 'notstarted' }] };
const DIV = /^<div xmlns="http:\/\/www\.w3\.org\/1999\/xhtml">([^]*)<\/div>$/;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A section of a document; one in which nothing is written says so. */
export function section(title: string): Form {
  return { write: (value) => ({ title, ...(isBlank(value) ? { emptyReason: NOT_STARTED } : { text: { status: 'generated', div: toDiv(String(value)) } }) }), read: (element) => fromDiv(String(valueAt(element, 'text.div'))) };
}

function toDiv(text: string): string {
  return `<div xmlns="http://www.w3.org/1999/xhtml">${text.replace(/[&<>]/g, (letter) => ENTITIES[letter] ?? letter)}</div>`;
}

function fromDiv(div: string): string {
  return Object.entries(ENTITIES).reduceRight((plain, [letter, entity]) => plain.replaceAll(entity, letter), DIV.exec(div)?.[1] ?? '');
}

function isTexts(value: Json): value is readonly string[] {
  return Array.isArray(value) && (value as readonly Json[]).every((text) => typeof text === 'string' && !isBlank(text));
}

function isBlank(value: Json): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0 || (value as readonly Json[]).some(isBlank);
  return value === null || isElement(value);
}

function valueOr(value: Json | undefined, then: (value: Json) => Json | undefined): Json | undefined {
  return value === undefined ? undefined : then(value);
}
