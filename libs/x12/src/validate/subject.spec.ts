import type { ClaimInContext, ClaimLine } from '../x837p/claim';
import { birthDateOf, firstDay, isMedicare, payerKeyOf, pointedCodes, procedureOf, providersOf, renderingOf } from './subject';
import { primary } from './validate.fixture';

type Line = { -readonly [K in keyof ClaimLine]: ClaimLine[K] };

const name = (id: string) => ({ entity: '1', lastName: id, idQualifier: 'XX', id });
const lineOf = (one: ClaimInContext, nth = 0): Line => one.claim.lines[nth] as Line;

describe('the providers of a claim', () => {
  it('are those of the claim and of its lines, each by its role, loop and box', () => {
    const one = primary();
    const party = name('1') as never;
    Object.assign(one.claim, { referring: [party], rendering: party, serviceFacility: party, supervising: party });
    Object.assign(lineOf(one, 1), { rendering: party, purchasedFrom: party, serviceFacility: party, supervising: party, ordering: party, referring: [party] });
    expect(providersOf(one).map(({ loop, role, box, line }) => [loop, role, box, line])).toEqual([
      ['2010AA', 'billing provider', '33a', undefined], ['2310A', 'referring provider', '17b', undefined], ['2310B', 'rendering provider', '24J', undefined],
      ['2310C', 'service facility', '32a', undefined], ['2310D', 'supervising provider', '17b', undefined],
      ['2420A', 'rendering provider', '24J', 2], ['2420B', 'purchased service provider', undefined, 2], ['2420C', 'service facility', undefined, 2],
      ['2420D', 'supervising provider', undefined, 2], ['2420E', 'ordering provider', undefined, 2], ['2420F', 'referring provider', undefined, 2],
    ]);
  });
});

describe('who rendered a line', () => {
  it('is named on the line, else on the claim, else is the billing provider, else is nobody', () => {
    const one = primary();
    const line = lineOf(one);
    Object.assign(one.claim, { rendering: name('claim') });
    Object.assign(line, { rendering: name('line') });
    expect(renderingOf(one, line)).toBe('line');
    delete line.rendering;
    expect(renderingOf(one, line)).toBe('claim');
    Object.assign(one.claim, { rendering: undefined });
    expect(renderingOf(one, line)).toBe(one.billing.name?.id);
    Object.assign(one.billing, { name: undefined });
    expect(renderingOf(one, line)).toBe('');
  });
});

describe('what a line says', () => {
  it('of its diagnoses are those it points to, pointers to nothing and to no number left out', () => {
    const one = primary();
    const line = lineOf(one);
    Object.assign(line.service?.pointers ?? {}, { values: [2, 9, { unreadable: 'x' }, 1] });
    expect(pointedCodes(one, line)).toEqual(['M25511', 'M5450']);
    delete line.service;
    expect(pointedCodes(one, line)).toEqual([]);
    expect(procedureOf(line)).toEqual({ code: '', modifiers: [] });
  });

  it('of its procedure is its code and modifiers, nothing where there is none', () => {
    const line = lineOf(primary());
    expect(procedureOf(line)).toEqual({ code: '97110', modifiers: ['GP'] });
    Object.assign(line.service ?? {}, { procedure: undefined });
    expect(procedureOf(line)).toEqual({ code: '', modifiers: [] });
  });
});

describe('of the claim', () => {
  it('the first day is the earliest of its lines, whatever their order', () => {
    const one = primary();
    const date = (value: string) => [{ qualifier: '472', format: 'D8', value }];
    Object.assign(lineOf(one, 0), { dates: date('20260310') });
    Object.assign(lineOf(one, 1), { dates: date('20260309') });
    expect(firstDay(one)).toBeDefined();
    const later = firstDay(one);
    Object.assign(one.claim, { lines: [...one.claim.lines].reverse() });
    expect(firstDay(one)).toBe(later);
  });

  it('the birth date is not known without a name', () => {
    const one = primary();
    expect(birthDateOf(one)).toBe(one.subscriber.name?.demographics?.birthDate);
    Object.assign(one.subscriber, { name: undefined });
    Object.assign(one, { patient: undefined });
    expect(birthDateOf(one)).toBeUndefined();
  });

  it.each([['MB', true], ['MA', true], ['CI', false], [undefined, false]])('a filing of %s is Medicare: %s', (filing, expected) => {
    const one = primary();
    Object.assign(one.subscriber, { insurance: filing === undefined ? undefined : { ...one.subscriber.insurance, filing } });
    expect(isMedicare(one)).toBe(expected);
  });

  it('another payer without a name has no key', () => {
    expect(payerKeyOf({} as never)).toBe('');
    expect(payerKeyOf({ payer: { id: 'P1' } } as never)).toBe('P1');
  });
});
