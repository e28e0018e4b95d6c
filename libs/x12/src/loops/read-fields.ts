import { decodeText } from '../bytes/text';
import type { FindingSink } from '../finding/finding';
import { quote } from '../finding/finding';
import type { ElementDefinition, Fields } from '../guide/definition';
import type { Segment } from '../tokenizer/segment';
import { parseCount } from '../value/count';
import { parseAmount } from '../value/money';
import type { CompiledSegment } from './compile';

/** A model while it is being built. */
export type Node = Record<string, unknown>;

/** What reading one segment needs to know. */
export interface ReadContext {
  readonly segment: Segment;
  /** Ordinal in the transaction set, ST = 1. */
  readonly position: number;
  readonly loop: string;
  readonly find: FindingSink;
}

/** Reads the fields of a segment into `target`. */
export function readSegment(compiled: CompiledSegment, context: ReadContext, target: Node): Node {
  const { elements } = context.segment;
  for (const [name, element] of compiled.fields) {
    const value = readField(element, elements, { base: 0, context });
    if (value !== undefined) target[name] = value;
  }
  if (elements.length - 1 > compiled.last) tooMany(compiled, context);
  return target;
}

function tooMany(compiled: CompiledSegment, context: ReadContext): void {
  const { elements } = context.segment;
  const beyond = elements.findIndex((value, at) => at > compiled.last && value !== '');
  if (beyond > 0) find(context, beyond, ['ELEMENT_NOT_IN_GUIDE', 'warning', `${compiled.definition.id}${pad(beyond)} is not in the guide and is not read: ${quote(elements[beyond] ?? '')}.`]);
}

interface From {
  /** Index in the values that lies before element 1. */
  readonly base: number;
  readonly context: ReadContext;
}

function readField(element: ElementDefinition, values: readonly string[], from: From): unknown {
  if (element.kind === 'fixed') return undefined;
  if (element.kind === 'list') return readList(element, values, from);
  if (element.kind === 'groups') return readGroups(element, values, from);
  return readValue(element, values[from.base + element.at] ?? '', from.context);
}

function readValue(element: ElementDefinition, units: string, context: ReadContext): unknown {
  if (element.kind === 'repeated') return readRepeated(element, units, context);
  if (units === '') return empty(element);
  switch (element.kind) {
    case 'money': return readNumber(parseAmount, units, { element, context });
    case 'count': return readNumber(parseCount, units, { element, context });
    case 'composite': return readFields(element.fields ?? {}, units.split(context.segment.delimiters.component), { base: -1, context });
    default: return readText(units, element, context);
  }
}

function readFields(fields: Fields, values: readonly string[], from: From): Node {
  const node: Node = {};
  for (const name in fields) {
    const element = fields[name];
    const value = element === undefined ? undefined : readField(element, values, from);
    if (value !== undefined) node[name] = value;
  }
  return node;
}

function empty(element: ElementDefinition): unknown {
  if (!element.needed) return undefined;
  if (element.kind === 'composite') return emptyFields(element.fields ?? {}, {});
  return element.kind === 'text' ? '' : [];
}

/** Fills in what a model always has, for a segment that is not there: empty text, empty lists. */
export function emptyFields(fields: Fields, target: Node): Node {
  for (const [name, element] of Object.entries(fields)) {
    const value = empty(element);
    if (value !== undefined) target[name] = value;
  }
  return target;
}

function readList(element: ElementDefinition, values: readonly string[], { base, context }: From): unknown[] {
  const found: unknown[] = [];
  const first = base + element.at;
  const last = Math.min(values.length, first + (element.times ?? 1));
  for (let at = first; at < last; at += 1) {
    const units = values[at] ?? '';
    if (units !== '' && element.each !== undefined) found.push(readValue(element.each, units, context));
  }
  return found;
}

function readRepeated(element: ElementDefinition, units: string, context: ReadContext): unknown[] {
  const { each } = element;
  if (units === '' || each === undefined) return [];
  const separator = context.segment.delimiters.repetition;
  const values = separator === undefined ? [units] : units.split(separator);
  return values.filter((value) => value !== '').map((value) => readValue(each, value, context));
}

function readGroups(element: ElementDefinition, values: readonly string[], { base, context }: From): Node[] {
  const fields = element.fields ?? {};
  const stride = Object.keys(fields).length;
  const first = base + element.at;
  const last = Math.min(values.length, first + stride * (element.times ?? 1));
  const found: Node[] = [];
  for (let at = first; at < last; at += stride) {
    if (anyFilled(values, at, at + stride)) found.push(readFields(fields, values, { base: at - 1, context }));
  }
  return found;
}

function anyFilled(values: readonly string[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if ((values[at] ?? '') !== '') return true;
  return false;
}

function readNumber<Value>(parse: (text: string) => Value, units: string, at: { element: ElementDefinition; context: ReadContext }): Value {
  const { element, context } = at;
  const text = context.segment.plain ? units : units.replace(/[\r\n]/g, '');
  const value = parse(text);
  if (typeof value === 'object') {
    find(context, element.at, ['NOT_A_NUMBER', 'error', `${context.segment.id} holds ${quote(text)} where ${element.kind === 'money' ? 'an amount with at most two decimals' : 'a whole number'} belongs.`]);
  }
  return value;
}

function readText(units: string, element: ElementDefinition, context: ReadContext): string {
  if (context.segment.plain) return units;
  const { text, encoding } = decodeText(units.replace(/[\r\n]/g, ''));
  if (encoding !== 'ascii') {
    const words = encoding === 'utf-8' ? 'was read as UTF-8' : 'is not valid UTF-8 and was read as Windows-1252';
    find(context, element.at, ['NOT_ASCII', 'information', `${context.segment.id} holds text outside ASCII, which ${words}: ${quote(units)}.`]);
  }
  return text;
}

function find(context: ReadContext, element: number, [code, severity, message]: readonly [string, 'error' | 'warning' | 'information', string]): void {
  const { segment, position, loop } = context;
  context.find({ code, severity, message, place: { segment: segment.index, offset: segment.offset, position, segmentId: segment.id, element, loop } });
}

const pad = (ordinal: number): string => String(ordinal).padStart(2, '0');
