import fc from 'fast-check';
import { requestAs, sampleSubgraph } from '../testing/sample-subgraph';

const { subgraph } = sampleSubgraph();

const TYPE = { day: 'Date', instant: 'DateTime', decimal: 'Decimal' } as const;
type Field = keyof typeof TYPE;

const asVariable = (field: Field, value: unknown) => subgraph.execute({ query: `query Q($value: ${TYPE[field]}) { ${field}(value: $value) }`, variables: { value } }, requestAs());
const asLiteral = (field: Field, literal: string) => subgraph.execute({ query: `{ ${field}(value: ${literal}) }` }, requestAs());

const right: readonly (readonly [Field, string, string])[] = [
  ['day', '2026-03-09', '2026-03-09'],
  ['day', '2024-02-29', '2024-02-29'],
  ['instant', '2026-03-09T08:30:00-06:00', '2026-03-09T14:30:00.000Z'],
  ['instant', '2026-03-09T14:30:00Z', '2026-03-09T14:30:00.000Z'],
  ['instant', '2026-12-31T23:59:59.5+14:00', '2026-12-31T09:59:59.500Z'],
  ['decimal', '12.34', '12.34'],
  ['decimal', '-0.000001', '-0.000001'],
];

const wrong: readonly (readonly [Field, unknown, string])[] = [
  ['day', '2026-02-29', 'a day that does not exist'], ['day', '2026-04-31', 'the 31st of April'], ['day', '2026-13-01', 'a thirteenth month'],
  ['day', '2026-3-9', 'one digit'], ['day', '2026-03-09T00:00:00Z', 'an instant'], ['day', '', 'nothing'], ['day', 20260309, 'a number'], ['day', true, 'a boolean'], ['day', ['2026-03-09'], 'a list'], ['day', { day: 1 }, 'an object'],
  ['instant', '2026-02-30T08:30:00Z', 'an instant of a day that does not exist'], ['instant', '2026-03-09T24:00:00Z', 'hour 24'], ['instant', '2026-03-09T08:60:00Z', 'minute 60'],
  ['instant', '2026-03-09T08:30:00', 'no offset'], ['instant', '2026-03-09 08:30:00Z', 'a blank'], ['instant', '2026-03-09T08:30:00+24:00', 'an offset of a day'], ['instant', '2026-03-09T08:30:00-0600', 'an offset without colon'],
  ['instant', '2026-03-09', 'a day'], ['instant', 1_773_045_000, 'a number'], ['instant', 'tomorrow', 'a word'],
  ['decimal', 12.34, 'a float'], ['decimal', 12, 'an integer'], ['decimal', '12,34', 'a comma'], ['decimal', '1e3', 'an exponent'], ['decimal', '.5', 'no whole part'], ['decimal', '1234567890123456', 'sixteen digits'], ['decimal', 'NaN', 'no number'], ['decimal', '', 'nothing'],
];

describe('scalars', () => {
  it.each(right)('%s takes %s', async (field, given, answered) => {
    expect(await asVariable(field, given)).toEqual({ data: { [field]: answered } });
    expect(await asLiteral(field, JSON.stringify(given))).toEqual({ data: { [field]: answered } });
  });

  it.each(wrong)('%s refuses %j: %s', async (field, given) => {
    const literal = JSON.stringify(given).replace('"day":', 'day:');
    for (const { data, errors } of [await asVariable(field, given), await asLiteral(field, literal)]) {
      expect(data?.[field] ?? null).toBeNull();
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    }
  });

  it.each(['day', 'instant', 'decimal'] as const)('%s passes null through', async (field) => {
    expect(await asVariable(field, null)).toEqual({ data: { [field]: null } });
    expect(await asLiteral(field, 'null')).toEqual({ data: { [field]: null } });
  });

  it('DateTime gives back each instant it was given', async () => {
    const instant = fc.date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true });
    await fc.assert(fc.asyncProperty(instant, async (date) => { expect(await asVariable('instant', date.toISOString())).toEqual({ data: { instant: date.toISOString() } }); }));
  });

  it('Money is a decimal text and its currency', async () => {
    expect(await subgraph.execute({ query: '{ price { amount currency } }' }, requestAs())).toEqual({ data: { price: { amount: '-0.05', currency: 'USD' } } });
  });
});
