import fc from 'fast-check';
import { parseCents, toDecimal, usd } from './money';

// The second opinion works on digits as text, never on numbers: cents are the digits without the point.
const digits = (length: { minLength: number; maxLength: number }) => fc.string({ unit: fc.constantFrom(...'0123456789'), ...length });
const decimal = fc.record({ sign: fc.constantFrom('', '-'), whole: digits({ minLength: 1, maxLength: 15 }), fraction: digits({ minLength: 0, maxLength: 2 }) });
const written = ({ sign, whole, fraction }: { sign: string; whole: string; fraction: string }): string => `${sign}${whole}${fraction && '.'}${fraction}`;
const cents = fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n });

describe('an amount', () => {
  it('is read from a decimal text, exactly', () => {
    fc.assert(fc.property(decimal, (parts) => {
      const expected = BigInt(`${parts.whole}${parts.fraction.padEnd(2, '0')}`);
      expect(parseCents(written(parts))).toBe(parts.sign === '-' ? -expected : expected);
    }));
  });

  it('is written with two places, exactly', () => {
    fc.assert(fc.property(cents, (amount) => {
      const text = amount.toString().replace('-', '').padStart(3, '0');
      expect(toDecimal(amount)).toBe(`${amount < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`);
    }));
  });

  it('survives being written and read', () => { fc.assert(fc.property(cents, (amount) => { expect(parseCents(toDecimal(amount))).toBe(amount); })); });

  it.each([['12', 1_200n], ['12.3', 1_230n], ['-12.34', -1_234n], ['0.01', 1n], ['-0', 0n], ['-0.05', -5n], ['999999999999999.99', 99_999_999_999_999_999n]])('reads %s', (text, amount) => { expect(parseCents(text)).toBe(amount); });
  it.each([[0n, '0.00'], [-1n, '-0.01'], [-99n, '-0.99'], [5n, '0.05'], [-100n, '-1.00'], [123_456n, '1234.56']])('writes %s', (amount, text) => { expect(toDecimal(amount)).toBe(text); });

  it.each(['', '.', '-', '1.', '.5', '1.234', '1,5', '1e3', '+1', '0x1', ' 1', '1 ', '1\n', '--1', 'NaN', 'Infinity', '1234567890123456', '١'])('is not read from %j', (text) => { expect(parseCents(text)).toBeNull(); });

  it('has a currency', () => { expect(usd(150n)).toEqual({ cents: 150n, currency: 'USD' }); });
});
