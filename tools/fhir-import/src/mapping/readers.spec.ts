import { exactOf, MoneyReader, toCents } from './amount';
import { codesOf, conceptOf } from './concept';
import { dayOf, dayRangeOf, momentOf } from './moment';

const DENVER = 'America/Denver';

describe('a date', () => {
  it.each([
    ['2019-03-04', '2019-03-04'], ['2019-03-04T23:30:00-07:00', '2019-03-04'], ['2019-03-04T23:30Z', '2019-03-04'], ['2019-02-29', null], ['2019-03', null], ['2019', null],
    ['2019-03-04T25', null], ['2019-03-04x', null], ['yesterday', null], [20190304, null], [null, null],
  ])('%j is the day %s', (value, day) => expect(dayOf(value)).toBe(day));

  it.each([
    ['2019-03-04T10:00:00-07:00', '2019-03-04T17:00:00.000Z', true], ['2019-03-04T10:00:00.1234567Z', '2019-03-04T10:00:00.123Z', true], ['2019-03-04T10:00:00', '2019-03-04T17:00:00.000Z', true],
    ['2019-07-04', '2019-07-04T06:00:00.000Z', false], ['2019-03-04 10:00:00+00:00', '2019-03-04T10:00:00.000Z', true],
  ])('%s is the instant %s in Denver', (value, instant, isExact) => expect(momentOf(value, DENVER)).toEqual({ instant: new Date(instant), isExact }));

  it.each([['2019'], ['2019-03'], ['2019-03-04T24:30:00Z'], ['2019-13-01T10:00:00Z'], [undefined]])('%j is no instant', (value) => expect(momentOf(value, DENVER)).toBeNull());

  it.each([
    [{ start: '2019-03-04', end: '2019-03-06' }, { from: '2019-03-04', to: '2019-03-06' }], [{ start: '2019-03-04' }, { from: '2019-03-04', to: '2019-03-04' }],
    [{ start: '2019-03-04', end: '2018-01-01' }, { from: '2019-03-04', to: '2019-03-04' }], [{ end: '2019-03-06' }, { from: '2019-03-06', to: '2019-03-06' }], [{}, null], [{ start: '2019' }, null],
  ])('period %j is the days %j', (period, days) => expect(dayRangeOf(period)).toEqual(days));
});

describe('an amount', () => {
  const cents = (value: unknown) => {
    const exact = exactOf(value);
    return exact === null ? null : toCents(exact);
  };

  it.each([
    [129.16, 12916n, false], [0.1 + 0.2, 30n, true], [28.104000000000003, 2810n, true], [1.005, 101n, true], [-1.005, -101n, true], [0, 0n, false], [1e-7, 0n, true], ['12.30', 1230n, false],
    [255, 25500n, false], [1e3, 100000n, false],
  ])('%j is %s cents', (value, expected, isRounded) => expect(cents(value)).toEqual({ cents: expected, isRounded }));

  it.each([[NaN], [Infinity], [1e21], ['twelve'], [''], [null], [{}], ['1e99'], [999_999_999_999_999]])('%j is none', (value) => expect(cents(value)).toBeNull());

  it('is summed before it is rounded, and says what it met', () => {
    const money = new MoneyReader();
    expect(money.cents(money.sum([{ value: 0.004 }, { value: 0.004 }, { currency: 'USD' }, { value: 'x' }]))).toBe(1n);
    expect(money.notes).toEqual(['an amount that is no number of dollars was left out', 'an amount with fractions of a cent was rounded half up to the cent']);
    expect(money.isForeign).toBe(false);
    money.read({ value: 1, currency: 'EUR' });
    expect(money.isForeign).toBe(true);
  });
});

describe('a coded concept', () => {
  const icd = { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.5', display: 'Low back pain' };
  it.each([
    [{ coding: [{ system: 's', code: '1', display: 'One' }, icd] }, { system: icd.system, code: 'M54.5', text: 'Low back pain' }],
    [{ text: 'Sore back' }, { system: null, code: null, text: 'Sore back' }], [{ coding: [{ code: '1' }] }, { system: null, code: '1', text: '1' }],
    [{ coding: [{ display: 'Sore back' }] }, { system: null, code: null, text: 'Sore back' }], [{ coding: 5 }, null], ['Sore back', { system: null, code: null, text: 'Sore back' }], [undefined, null],
  ])('%j is %j', (value, concept) => expect(conceptOf(value)).toEqual(concept));

  it('is cut where its words are too many', () => expect(conceptOf({ text: 'x'.repeat(600) })?.text).toHaveLength(500));

  it('has codes, whatever its form', () => {
    expect(codesOf({ coding: [{ code: 'Active' }, {}] })).toEqual(['active']);
    expect(codesOf({ code: 'AMB' })).toEqual(['amb']);
    expect(codesOf('active')).toEqual(['active']);
    expect(codesOf(7)).toEqual([]);
  });
});
