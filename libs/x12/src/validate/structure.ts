import { isDay, spanOf } from '../calendar/calendar';
import type { ElementDefinition, Fields, LoopDefinition, SegmentDefinition } from '../guide/definition';
import { isUnreadable } from '../value/money';
import { error, type ClaimFinding, type ClaimPlace } from './finding';

type Plain = Readonly<Record<string, unknown>>;

/** Collects what is wrong. */
export type Collect = (finding: ClaimFinding) => void;

/** What a structure check needs to know besides the model. */
export interface StructureScope {
  readonly collect: Collect;
  /** Parts of the outermost loop that are judged elsewhere. */
  readonly skip?: ReadonlySet<string>;
  /** Ordinal of the service line, 1-based. */
  readonly line?: number;
}

/** Checks a loop's model against its guide table: what is missing, too many, too long, or not in the list. */
export function checkLoop(loop: LoopDefinition, model: object, scope: StructureScope): void {
  const plain = model as Plain;
  const place = { loop: loop.id, line: scope.line };
  if (loop.head.cardinality !== 'made') checkSegment(loop.head, plain, { ...scope, place: { ...place, segment: loop.head.id } });
  for (const [name, part] of Object.entries(loop.parts)) {
    if (part.cardinality === 'made' && part.part === 'segment') continue;
    if (scope.skip?.has(name) === true) continue;
    const value = plain[name];
    const items = part.cardinality === 'many' ? ((value ?? []) as readonly Plain[]) : value === undefined ? [] : [value as Plain];
    const id = part.part === 'loop' ? part.head.id : part.id;
    const where: ClaimPlace = { loop: part.part === 'loop' ? part.id : loop.id, segment: id, line: scope.line };
    if (part.usage === 'R' && items.length === 0) scope.collect(error('SEGMENT_MISSING', where, [`${id} is required here and is missing.`, `Add ${id} in loop ${where.loop}.`]));
    if (items.length > part.max) scope.collect(error('SEGMENT_OVER_MAXIMUM', where, [`${id} comes ${items.length} times; at most ${part.max} are allowed.`, 'Remove what is too many, or split the claim.']));
    items.forEach((item, nth) => {
      if (part.part === 'segment') checkSegment(part, item, { ...scope, place: where });
      else checkLoop(part, item, { collect: scope.collect, line: part.id === '2400' ? nth + 1 : scope.line });
    });
  }
}

interface SegmentScope {
  readonly collect: Collect;
  readonly place: ClaimPlace;
}

function checkSegment(segment: SegmentDefinition, model: Plain, scope: SegmentScope): void {
  checkFields(segment.fields, model, scope);
  const { format, value } = model;
  if (typeof format === 'string' && typeof value === 'string' && (format === 'D8' || format === 'RD8') && spanOf(format, value) === undefined) {
    report(scope, 'DATE_INVALID', [`${segment.id}03 ${value} is no ${format === 'D8' ? 'day' : 'span of days'}.`, 'Correct the date.', 3]);
  }
}

function checkFields(fields: Fields, model: Plain, scope: SegmentScope): void {
  for (const [name, element] of Object.entries(fields)) {
    if (element.kind === 'fixed') continue;
    checkElement(element, model[name], scope);
  }
}

function checkElement(element: ElementDefinition, value: unknown, scope: SegmentScope): void {
  const { place } = scope;
  const inside = place.element !== undefined;
  const at: SegmentScope = { ...scope, place: { ...place, ...(inside ? { component: element.at } : { element: element.at }), box: element.box ?? place.box } };
  if (isAbsent(value)) {
    if (element.usage === 'R') report(at, 'ELEMENT_MISSING', ['A required value is missing.', 'Fill it in.']);
    return;
  }
  if (element.kind === 'list' || element.kind === 'repeated') return checkList(element, value as readonly unknown[], at);
  if (element.kind === 'groups') return (value as readonly Plain[]).slice(0, element.times).forEach((item) => checkFields(element.fields ?? {}, item, { ...scope, place: { ...place, element: element.at } }));
  if (element.kind === 'composite') return checkFields(element.fields ?? {}, value as Plain, at);
  checkValue(element, value, at);
}

function checkList(element: ElementDefinition, values: readonly unknown[], at: SegmentScope): void {
  const times = element.times ?? 1;
  if (values.length > times) report(at, 'TOO_MANY_VALUES', [`${values.length} values stand where at most ${times} are allowed.`, 'Remove what is too many.']);
  const { each } = element;
  if (each === undefined) return;
  for (const value of values) {
    if (each.kind === 'composite') checkFields(each.fields ?? {}, value as Plain, at);
    else checkValue(each, value, at);
  }
}

function checkValue(element: ElementDefinition, value: unknown, at: SegmentScope): void {
  if (isUnreadable(value)) {
    const decimals = /^-?\d*\.\d{3,}$/.test(value.unreadable);
    return report(at, decimals ? 'MONEY_DECIMALS' : 'NOT_A_NUMBER', decimals ? [`${value.unreadable} has more than two decimals.`, 'Round to cents.'] : [`${value.unreadable} is not a number.`, 'Give a number.']);
  }
  if (typeof value !== 'string') return;
  if (value.length < element.min || value.length > element.max) {
    report(at, 'LENGTH', [`The value has ${value.length} characters; ${element.min} to ${element.max} are allowed.`, 'Shorten or complete it.']);
  }
  if (element.codes !== undefined && !element.codes.includes(value)) {
    report(at, 'CODE_NOT_ALLOWED', [`The code ${value} is not allowed here.`, `Use one of ${element.codes.slice(0, 12).join(', ')}.`]);
  }
  const valid = FORMS[element.type];
  if (valid !== undefined && element.codes === undefined && !valid(value)) report(at, 'FORM', [`${value} does not have the form of this element.`, 'Correct it.']);
}

const FORMS: Readonly<Partial<Record<ElementDefinition['type'], (text: string) => boolean>>> = {
  DT: (text) => (text.length === 6 ? isDay(`20${text}`) : isDay(text)),
  TM: (text) => /^([01]\d|2[0-3])[0-5]\d([0-5]\d(\d{1,2})?)?$/.test(text),
  R: (text) => /^-?(\d+\.?\d*|\.\d+)$/.test(text),
  N0: (text) => /^-?\d+$/.test(text),
};

function isAbsent(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function report(at: SegmentScope, rule: string, [reason, action, element]: readonly [string, string, number?]): void {
  at.collect(error(rule, element === undefined ? at.place : { ...at.place, element }, [reason, action]));
}
