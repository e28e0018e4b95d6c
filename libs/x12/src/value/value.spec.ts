import fc from 'fast-check';
import { parseCount } from './count';
import { formatAmount, parseAmount, showCents } from './money';

describe('amounts', () => {
  it.each([
    ['0', 0n], ['12', 1200n], ['12.5', 1250n], ['.5', 50n], ['5.', 500n], ['-3.10', -310n], ['1.000', 100n], ['0012.30', 1230n], ['-0', 0n], ['99999999999999', 9999999999999900n], ['99999999999.99', 9999999999999n], ['.05', 5n], ['7.', 700n], ['12345678901234.56', 1234567890123456n],
  ] as const)('reads %s exactly', (text, cents) => expect(parseAmount(text)).toBe(cents));

  it.each(['12,50', '1.005', '$5', '1e3', '+1', '.', '-', ' 1', '12.3.4', 'ABC', '12345678901234567'])('keeps %s as text', (text) => {
    expect(parseAmount(text)).toEqual({ unreadable: text });
    expect(formatAmount(parseAmount(text))).toBe(text);
  });

  it('writes what it reads, for every number of cents', () => {
    fc.assert(fc.property(fc.bigInt(-(10n ** 17n), 10n ** 17n), (cents) => {
      expect(parseAmount(formatAmount(cents))).toBe(cents);
    }), { seed: 12 });
  });

  it.each([[0n, '0', '0.00'], [5n, '.05', '0.05'], [-5n, '-.05', '-0.05'], [1250n, '12.5', '12.50'], [123456789n, '1234567.89', '1,234,567.89']] as const)('writes %s cents', (cents, x12, shown) => {
    expect(formatAmount(cents)).toBe(x12);
    expect(showCents(cents)).toBe(shown);
  });
});

describe('counts', () => {
  it.each([['0001', 1], ['12', 12], ['-0', 0], ['1.0', { unreadable: '1.0' }], ['', { unreadable: '' }]] as const)('reads %s', (text, count) => expect(parseCount(text)).toEqual(count));
});
