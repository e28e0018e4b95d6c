import { encodeUtf8 } from '../bytes/text';
import { isWithin, outsideOf, toCharacterSet, type CharacterSet } from '../bytes/character-set';
import type { ElementDefinition, Fields, SegmentDefinition } from '../guide/definition';
import type { Delimiters } from '../tokenizer/delimiters';
import { formatCount, type Count } from '../value/count';
import { formatAmount, type Amount } from '../value/money';
import { width } from './compile';

/** Called when text could not be written as it stands: a delimiter in it became a blank, or characters were replaced. */
export type Replaced = (segmentId: string, text: string, written: string) => void;

/** How values become elements. */
export interface WriteStyle {
  readonly delimiters: Delimiters;
  readonly characterSet: CharacterSet;
  readonly replaced: Replaced;
  /** Finds every delimiter and line break. */
  readonly forbidden: RegExp;
  /** Finds one character that cannot be written as it stands, delimiter or other: one look at most texts. */
  readonly suspect: RegExp;
}

/** A style for these delimiters and characters. */
export function writeStyle(delimiters: Delimiters, characterSet: CharacterSet, replaced: Replaced = () => undefined): WriteStyle {
  const all = [delimiters.element, delimiters.component, delimiters.repetition ?? '', delimiters.terminator].join('');
  const delimiting = `[${all.replace(/[\\\]^-]/g, '\\$&')}\r\n]`;
  const outside = outsideOf(characterSet);
  const suspect = outside === undefined ? `${delimiting}|[^\\x20-\\x7e]` : `${delimiting}|${outside.source}`;
  return { delimiters, characterSet, replaced, forbidden: new RegExp(delimiting, 'g'), suspect: new RegExp(suspect) };
}

/** The elements of a segment, its identifier first, trailing empty ones left out. */
export function writeSegment(definition: SegmentDefinition, model: object, style: WriteStyle): string[] {
  const elements = writeFields(definition.fields, model as Readonly<Record<string, unknown>>, { style, segmentId: definition.id });
  elements[0] = definition.id;
  return elements;
}

interface Writing {
  readonly style: WriteStyle;
  readonly segmentId: string;
}

/** Elements with index 0 empty; the last one is never empty (unless it is the only one). */
function writeFields(fields: Fields, model: Readonly<Record<string, unknown>>, writing: Writing): string[] {
  const elements: string[] = [''];
  for (const name in fields) {
    const element = fields[name] as ElementDefinition;
    const value = model[name];
    if (element.kind === 'fixed') put(elements, element.at, element.codes?.[0] ?? '');
    else if (value === undefined) continue;
    else if (element.kind === 'list') putAll(elements, element.at, iterate(value).slice(0, width(element)).map((item) => writeValue(element.each as ElementDefinition, item, writing)));
    else if (element.kind === 'groups') putAll(elements, element.at, iterate(value).slice(0, element.times).flatMap((item) => groupValues(element.fields ?? {}, item, writing)));
    else put(elements, element.at, writeValue(element, value, writing));
  }
  return elements;
}

function putAll(elements: string[], first: number, values: readonly string[]): void {
  for (let nth = 0; nth < values.length; nth += 1) put(elements, first + nth, values[nth] ?? '');
}

function put(elements: string[], at: number, value: string): void {
  if (value === '') return;
  while (elements.length < at) elements.push('');
  elements[at] = value;
}

function groupValues(fields: Fields, item: unknown, writing: Writing): string[] {
  const values = writeFields(fields, item as Readonly<Record<string, unknown>>, writing).slice(1);
  while (values.length < Object.keys(fields).length) values.push('');
  return values;
}

function writeValue(element: ElementDefinition, value: unknown, writing: Writing): string {
  const { delimiters } = writing.style;
  switch (element.kind) {
    case 'money': return clean(formatAmount(value as Amount), writing);
    case 'count': return clean(formatCount(value as Count), writing);
    case 'composite': return writeFields(element.fields ?? {}, value as Readonly<Record<string, unknown>>, writing).slice(1).join(delimiters.component);
    case 'repeated': return iterate(value).map((item) => (element.each === undefined ? '' : writeValue(element.each, item, writing))).join(delimiters.repetition ?? '^');
    default: return clean(String(value), writing);
  }
}

function clean(text: string, { style, segmentId }: Writing): string {
  if (!style.suspect.test(text)) return text;
  const inSet = isWithin(text, style.characterSet) ? text : toCharacterSet(text, style.characterSet);
  const written = inSet.replace(style.forbidden, ' ');
  if (written !== text) style.replaced(segmentId, text, written);
  return style.characterSet === 'utf-8' ? encodeUtf8(written) : written;
}

function iterate(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : Array.from(value as Iterable<unknown>);
}
