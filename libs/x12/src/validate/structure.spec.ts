import type { ElementDefinition, ElementType, Fields, LoopDefinition, Parts, SegmentDefinition } from '../guide/definition';
import type { ClaimFinding } from './finding';
import { checkLoop } from './structure';

/** An element of a guide of this test's own. */
function element(at: number, more: Partial<ElementDefinition> = {}): ElementDefinition {
  return { kind: 'text', at, usage: 'S', needed: false, type: 'AN', min: 1, max: 80, ...more };
}

function segment(id: string, fields: Fields, more: Partial<SegmentDefinition> = {}): SegmentDefinition {
  return { part: 'segment', id, usage: 'S', max: 1, fields, cardinality: 'one', ...more };
}

function loop(parts: Parts, more: Partial<LoopDefinition> = {}): LoopDefinition {
  return { part: 'loop', id: '9000', title: 'test', usage: 'R', max: 1, head: segment('ZZ', {}), parts, cardinality: 'one', ...more };
}

/** What is found in a model, each as "rule loop segment element.component: reason". */
function found(definition: LoopDefinition, model: object, scope: { skip?: ReadonlySet<string>; line?: number } = {}): ClaimFinding[] {
  const findings: ClaimFinding[] = [];
  checkLoop(definition, model, { collect: (finding) => findings.push(finding), ...scope });
  return findings;
}

const rulesOf = (findings: readonly ClaimFinding[]): string[] => findings.map(({ rule }) => rule);

describe('the form of a value', () => {
  const formed = (type: ElementType, value: string): string[] => rulesOf(found(loop({ part: segment('AA', { field: element(1, { type }) }) }), { part: { field: value } }));

  it.each<[ElementType, string]>([
    ['DT', '20260228'], ['DT', '240229'], ['TM', '0000'], ['TM', '1959'], ['TM', '2359'], ['TM', '235959'], ['TM', '2359595'], ['TM', '23595959'],
    ['R', '1'], ['R', '-12.5'], ['R', '.5'], ['R', '.25'], ['R', '12.'], ['R', '120'], ['N0', '0'], ['N0', '12'], ['N0', '-12'], ['AN', 'any thing'],
  ])('%s takes %s', (type, value) => expect(formed(type, value)).toEqual([]));

  it.each<[ElementType, string]>([
    ['DT', '20260229'], ['DT', '230229'], ['DT', '2026'], ['TM', '2400'], ['TM', '1960'], ['TM', '12'], ['TM', '123'], ['TM', '1a30'], ['TM', '123a'], ['TM', '120061'], ['TM', '12005a'], ['TM', '120000a'], ['TM', '120000123'],
    ['TM', 'x1200'], ['TM', '1200x'], ['TM', '3200'], ['R', 'x1'], ['R', '1x'], ['R', '.'], ['R', '1.2.3'], ['R', '.x'], ['R', '--1'], ['N0', '1.5'], ['N0', 'x1'], ['N0', '1x'], ['N0', '-'], ['N0', 'a'],
  ])('%s does not take %s', (type, value) => expect(formed(type, value)).toEqual(['FORM']));

  it('is not asked where a list of codes decides', () => {
    const coded = loop({ part: segment('AA', { field: element(1, { type: 'N0', codes: ['A', 'B'] }) }) });
    expect(found(coded, { part: { field: 'A' } })).toEqual([]);
    expect(rulesOf(found(coded, { part: { field: 'C' } }))).toEqual(['CODE_NOT_ALLOWED']);
  });
});

describe('a code that is not in the list', () => {
  const codes = Array.from({ length: 14 }, (_, nth) => `C${nth + 10}`);

  it('is told with the first twelve that are', () => {
    const [finding] = found(loop({ part: segment('AA', { field: element(1, { codes }) }) }), { part: { field: 'XX' } });
    expect(finding).toMatchObject({ reason: 'The code XX is not allowed here.', action: 'Use one of C10, C11, C12, C13, C14, C15, C16, C17, C18, C19, C20, C21.' });
  });
});

describe('a length', () => {
  const lengths = (value: string): string[] => rulesOf(found(loop({ part: segment('AA', { field: element(1, { min: 2, max: 4 }) }) }), { part: { field: value } }));

  it.each(['ab', 'abc', 'abcd'])('of %s is taken', (value) => expect(lengths(value)).toEqual([]));
  it.each(['a', 'abcde'])('of %s is not', (value) => expect(lengths(value)).toEqual(['LENGTH']));
});

describe('an amount that could not be read', () => {
  const amount = loop({ part: segment('AA', { field: element(2, { kind: 'money', type: 'R' }) }) });

  it.each(['1.234', '-.125', '12.3456'])('is told to have too many decimals: %s', (unreadable) => expect(rulesOf(found(amount, { part: { field: { unreadable } } }))).toEqual(['MONEY_DECIMALS']));
  it.each(['abc', '1.2.345', 'x1.234', '1.234x', '12.3'])('is told to be no number: %s', (unreadable) => expect(rulesOf(found(amount, { part: { field: { unreadable } } }))).toEqual(['NOT_A_NUMBER']));
});

describe('what is inside an element', () => {
  const inner: Fields = { code: element(1, { usage: 'R', max: 3 }), more: element(2, { max: 3 }) };
  const at = (findings: readonly ClaimFinding[]): object[] => findings.map(({ rule, element: of, component }) => ({ rule, element: of, component }));

  it('of a composite is checked with its component', () => {
    const composite = loop({ part: segment('AA', { field: element(4, { kind: 'composite', fields: inner }) }) });
    expect(at(found(composite, { part: { field: { more: 'long' } } }))).toEqual([{ rule: 'ELEMENT_MISSING', element: 4, component: 1 }, { rule: 'LENGTH', element: 4, component: 2 }]);
  });

  it.each(['list', 'repeated'] as const)('of a %s is checked one by one, values and composites', (kind) => {
    const plain = loop({ part: segment('AA', { field: element(5, { kind, times: 2, each: element(5, { max: 3 }) }) }) });
    expect(rulesOf(found(plain, { part: { field: ['abc', 'abcd'] } }))).toEqual(['LENGTH']);
    expect(rulesOf(found(plain, { part: { field: ['a', 'b', 'c'] } }))).toEqual(['TOO_MANY_VALUES']);
    const composites = loop({ part: segment('AA', { field: element(6, { kind, times: 2, each: element(6, { kind: 'composite', fields: inner }) }) }) });
    expect(at(found(composites, { part: { field: [{ code: 'abc' }, { more: 'x' }] } }))).toEqual([{ rule: 'ELEMENT_MISSING', element: 6, component: 1 }]);
  });

  it('of a list whose items have no definition, only the number is checked', () => {
    const open = loop({ part: segment('AA', { field: element(5, { kind: 'list', times: 1 }) }) });
    expect(rulesOf(found(open, { part: { field: ['a', 'b'] } }))).toEqual(['TOO_MANY_VALUES']);
  });

  it('of groups is checked in each of them that the segment has room for', () => {
    const groups = loop({ part: segment('AA', { field: element(7, { kind: 'groups', times: 2, fields: inner }) }) });
    expect(at(found(groups, { part: { field: [{ code: 'a' }, { more: 'x' }, { more: 'beyond' }] } }))).toEqual([{ rule: 'ELEMENT_MISSING', element: 7, component: 1 }]);
  });
});

describe('dates with a format', () => {
  const date = loop({ part: segment('DTP', { format: element(2), value: element(3) }) });
  const told = (format: unknown, value: unknown): (string | undefined)[] => found(date, { part: { format, value } }).map(({ reason }) => reason);

  it.each([['D8', '20260309'], ['RD8', '20260301-20260309'], ['TM', '20269999']])('%s %s is taken', (format, value) => expect(told(format, value)).toEqual([]));
  it('says what a day or a span of days is not', () => {
    expect(told('D8', '20260230')).toEqual(['DTP03 20260230 is no day.']);
    expect(told('RD8', '20260309')).toEqual(['DTP03 20260309 is no span of days.']);
  });
  it('is not asked of half a date', () => {
    expect(told('D8', undefined)).toEqual([]);
    expect(told(undefined, '20260230')).toEqual([]);
  });
});

describe('the parts of a loop', () => {
  const required = segment('BB', {}, { usage: 'R' });

  it('are missed where they are required, and too many beyond their number', () => {
    expect(found(loop({ part: required }), {})).toMatchObject([{ rule: 'SEGMENT_MISSING', loop: '9000', segment: 'BB', reason: 'BB is required here and is missing.', action: 'Add BB in loop 9000.' }]);
    const many = segment('CC', {}, { cardinality: 'many', max: 2 });
    expect(rulesOf(found(loop({ part: many }), { part: [{}, {}] }))).toEqual([]);
    expect(found(loop({ part: many }), { part: [{}, {}, {}] })).toMatchObject([{ rule: 'SEGMENT_OVER_MAXIMUM', reason: 'CC comes 3 times; at most 2 are allowed.' }]);
  });

  it('that the writer makes are not looked for, nor is the head that it makes', () => {
    const made = loop({ counter: segment('LX', { number: element(1, { usage: 'R' }) }, { usage: 'R', cardinality: 'made' }) }, { head: segment('HL', { id: element(1, { usage: 'R' }) }, { cardinality: 'made' }) });
    expect(found(made, {})).toEqual([]);
    expect(rulesOf(found(loop({}, { head: segment('NM1', { id: element(1, { usage: 'R' }) }) }), {}))).toEqual(['ELEMENT_MISSING']);
  });

  it('that are judged elsewhere are passed over', () => {
    expect(found(loop({ part: required, other: required }), {}, { skip: new Set(['part']) })).toHaveLength(1);
  });

  it('carry the ordinal of their service line', () => {
    const line = loop({ part: required }, { id: '2400', cardinality: 'many', max: 50 });
    expect(found(loop({ lines: line }), { lines: [{ part: {} }, {}] })).toMatchObject([{ rule: 'SEGMENT_MISSING', loop: '2400', line: 2 }]);
    const inner = loop({ part: required }, { id: '2420A' });
    expect(found(loop({ inner }), { inner: {} }, { line: 7 })).toMatchObject([{ loop: '2420A', line: 7 }]);
  });
});
