import type { Amount } from '../value/money';
import type { Count } from '../value/count';
import type { Cardinality, ElementDefinition, ElementType, Fields, LoopDefinition, Making, Parts, SegmentDefinition, Usage } from './definition';
import type { FieldsModel } from './model';

/** What may be said about an element beside its place and length. */
export interface ElementNotes {
  readonly codes?: readonly string[];
  readonly box?: string;
}

type Needs<U extends Usage> = U extends 'R' ? true : false;

interface Simple<U extends Usage> extends ElementNotes {
  readonly at: number;
  readonly usage: U;
  readonly type: ElementType;
  readonly min: number;
  readonly max: number;
}

function text<U extends Usage>(simple: Simple<U>): ElementDefinition<string, Needs<U>> {
  return { kind: 'text', needed: (simple.usage === 'R') as Needs<U>, ...simple };
}

/** Text of `min` to `max` characters. The two lengths are one pair, as the guides print them. */
export function an<U extends Usage>(at: number, usage: U, [min, max, notes]: readonly [number, number, ElementNotes?]): ElementDefinition<string, Needs<U>> {
  return text({ at, usage, type: 'AN', min, max, ...notes });
}

/** A code of `min` to `max` characters. */
export function id<U extends Usage>(at: number, usage: U, [min, max, notes]: readonly [number, number, ElementNotes?]): ElementDefinition<string, Needs<U>> {
  return text({ at, usage, type: 'ID', min, max, ...notes });
}

/** A code out of a short list. */
export function code<U extends Usage>(at: number, usage: U, codes: readonly string[]): ElementDefinition<string, Needs<U>> {
  const lengths = codes.map((value) => value.length);
  return text({ at, usage, type: 'ID', min: Math.min(...lengths), max: Math.max(...lengths), codes });
}

/** The same element with its box on the CMS-1500. */
export function boxed<E extends ElementDefinition>(element: E, box: string): E {
  return { ...element, box };
}

/** A code that decides whether a segment is this one. */
export function key(at: number, codes: readonly string[]): ElementDefinition<string, true> {
  return { ...code(at, 'R', codes), key: true };
}

/** A single value that decides whether a segment is this one; the writer sets it, the model does not hold it. */
export function fixed(at: number, value: string): ElementDefinition<never, false> {
  return { kind: 'fixed', at, usage: 'R', needed: false, type: 'ID', min: value.length, max: value.length, codes: [value], key: true };
}

/** A value that the writer sets and the reader passes over, whatever stands there. */
export function constant(at: number, value: string): ElementDefinition<never, false> {
  return { ...fixed(at, value), key: false };
}

/** A date CCYYMMDD, as text. */
export function date<U extends Usage>(at: number, usage: U, box?: string): ElementDefinition<string, Needs<U>> {
  return text({ at, usage, type: 'DT', min: 8, max: 8, ...(box === undefined ? {} : { box }) });
}

/** A time HHMM[SS[dd]], as text. */
export function time<U extends Usage>(at: number, usage: U): ElementDefinition<string, Needs<U>> {
  return text({ at, usage, type: 'TM', min: 4, max: 8 });
}

/** An amount, in cents in the model. */
export function money(at: number, usage: Usage, box?: string): ElementDefinition<Amount, false> {
  return { kind: 'money', at, usage, needed: false, type: 'R', min: 1, max: 18, ...(box === undefined ? {} : { box }) };
}

/** A decimal that is no amount (units, percentages), as text so that it stays exact. */
export function decimal<U extends Usage>(at: number, usage: U, box?: string): ElementDefinition<string, Needs<U>> {
  return text({ at, usage, type: 'R', min: 1, max: 15, ...(box === undefined ? {} : { box }) });
}

/** A whole number. */
export function count(at: number, usage: Usage): ElementDefinition<Count, false> {
  return { kind: 'count', at, usage, needed: false, type: 'N0', min: 1, max: 15 };
}

/** Components of one element. */
export function composite<U extends Usage, F extends Fields>(at: number, usage: U, fields: F): ElementDefinition<FieldsModel<F>, Needs<U>> {
  return { kind: 'composite', at, usage, needed: (usage === 'R') as Needs<U>, type: 'AN', min: 1, max: 999, fields };
}

/** The same kind of element in `times` successive places. */
export function list<V>(at: number, times: number, each: ElementDefinition<V, boolean>): ElementDefinition<V[], true> {
  return { kind: 'list', at, usage: each.usage, needed: true, type: each.type, min: each.min, max: each.max, each, times, ...(each.box === undefined ? {} : { box: each.box }) };
}

/** One element with repetitions. */
export function repeated<V>(at: number, times: number, each: ElementDefinition<V, boolean>): ElementDefinition<V[], true> {
  return { kind: 'repeated', at, usage: each.usage, needed: true, type: each.type, min: each.min, max: each.max, each, times, ...(each.box === undefined ? {} : { box: each.box }) };
}

/** A group of elements that comes up to `times` times in a row: the triplets of CAS, the pairs of PLB. */
export function groups<F extends Fields>(at: number, times: number, fields: F): ElementDefinition<FieldsModel<F>[], true> {
  return { kind: 'groups', at, usage: 'R', needed: true, type: 'AN', min: 1, max: 999, fields, times };
}

/** A segment that comes once at most. */
export function segment<F extends Fields>(segmentId: string, usage: Usage, fields: F): SegmentDefinition<F, 'one'> {
  return { part: 'segment', id: segmentId, usage, max: 1, fields, cardinality: 'one' };
}

/** A segment that may come `max` times. */
export function segments<F extends Fields>(segmentId: string, [usage, max]: readonly [Usage, number], fields: F): SegmentDefinition<F, 'many'> {
  return { part: 'segment', id: segmentId, usage, max, fields, cardinality: 'many' };
}

/** HL of a level (HL03); the writer numbers it. */
export function hierarchy(level: string): SegmentDefinition<Record<never, never>, 'made'> {
  const fields = { level: fixed(3, level) };
  return { part: 'segment', id: 'HL', usage: 'R', max: 1, fields, cardinality: 'made', making: 'hierarchy' };
}

/** LX that only counts; the writer numbers it. */
export function counter(): SegmentDefinition<Record<never, never>, 'made'> {
  return { part: 'segment', id: 'LX', usage: 'R', max: 1, fields: {}, cardinality: 'made', making: 'counter' };
}

/** LS or LE around the loop named `around`; written when that loop is there. */
export function bracket(segmentId: 'LS' | 'LE', around: string, loopId: string): SegmentDefinition<Record<never, never>, 'made'> {
  return { part: 'segment', id: segmentId, usage: 'S', max: 1, fields: { loop: constant(1, loopId) }, cardinality: 'made', making: 'bracket' as Making, around };
}

interface LoopHeading {
  readonly id: string;
  readonly title: string;
  readonly usage: Usage;
  readonly max?: number;
}

/** A loop that comes once at most. */
export function loop<H extends Fields, P extends Parts>(heading: LoopHeading, head: SegmentDefinition<H>, parts: P): LoopDefinition<H, P, 'one'> {
  return { part: 'loop', ...heading, max: 1, head, parts, cardinality: 'one' };
}

/** A loop that may come `max` times. */
export function loops<H extends Fields, P extends Parts>(heading: LoopHeading & { readonly max: number }, head: SegmentDefinition<H>, parts: P): LoopDefinition<H, P, 'many'> {
  return { part: 'loop', ...heading, head, parts, cardinality: 'many' satisfies Cardinality };
}

/** The outermost level of a transaction set, between ST and SE. */
export function root<P extends Parts>(parts: P): LoopDefinition<Record<never, never>, P, 'one'> {
  return loop({ id: 'ST', title: 'transaction set', usage: 'R' }, { part: 'segment', id: 'ST', usage: 'R', max: 1, fields: {}, cardinality: 'made' }, parts);
}
