import fc from 'fast-check';
import { isNpi, withNpiCheckDigit } from './npi';

/** The Luhn sum over the whole number with its prefix, digit by digit from the right, as ISO/IEC 7812-1 Annex B puts it. */
function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let place = 1; place <= number.length; place += 1) {
    const digit = Number(number.at(-place)) * (place % 2 === 0 ? 2 : 1);
    sum += Math.floor(digit / 10) + (digit % 10);
  }
  return sum % 10 === 0;
}

const nine = fc.tuple(fc.constantFrom('1', '2'), fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 8, maxLength: 8 })).map((parts) => parts.join(''));
const npi = nine.map(withNpiCheckDigit);

describe('a National Provider Identifier', () => {
  it.each(['1234567893', '1245319599'])('is %s', (number) => { expect(isNpi(number)).toBe(true); });

  it('has the check digit of ISO 7812 with the prefix 80840', () => {
    fc.assert(fc.property(nine, fc.integer({ min: 0, max: 9 }), (digits, check) => { expect(isNpi(`${digits}${check}`)).toBe(passesLuhn(`80840${digits}${check}`)); }));
  });

  it('does not survive one wrong digit', () => {
    fc.assert(fc.property(npi, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
      const wrong = (Number(number[place]) + by) % 10;
      expect(isNpi(`${number.slice(0, place)}${wrong}${number.slice(place + 1)}`)).toBe(false);
    }));
  });

  it.each(['', '123456789', '12345678930', '3234567893', '0234567893', '123456789x', ' 1234567893', '1234567893\n', '9999999999'])('is not %j', (text) => { expect(isNpi(text)).toBe(false); });
  it.each(['', '12345678', '1234567890', '323456789', '12345678x'])('is not made from %j', (text) => { expect(() => withNpiCheckDigit(text)).toThrow(RangeError); });
});
