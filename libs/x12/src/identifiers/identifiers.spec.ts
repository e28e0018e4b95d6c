import fc from 'fast-check';
import { isExternalCause, isMedicareIdentifier, isNpi, isPostBox, isTaxonomy, hasDiagnosisForm, npiOf } from './identifiers';

describe('identifiers', () => {
  it.each(['1234567893', '1000000012', '1000000020', '1245319599'])('takes the NPI %s', (npi) => expect(isNpi(npi)).toBe(true));
  it.each(['1234567890', '1000000013', '3234567893', '123456789', '12345678931', '123456789A', ''])('refuses the NPI %s', (npi) => expect(isNpi(npi)).toBe(false));

  it('finds every single wrong digit of an NPI', () => {
    fc.assert(fc.property(fc.integer({ min: 100_000_000, max: 299_999_999 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (nine, at, by) => {
      const npi = npiOf(String(nine));
      const wrong = npi.slice(0, at) + String((Number(npi[at]) + by) % 10) + npi.slice(at + 1);
      expect(isNpi(npi)).toBe(true);
      expect(isNpi(wrong)).toBe(false);
    }), { seed: 12 });
  });

  it.each([['1EG4TE5MK73', true], ['1EG4TE5MK7', false], ['0EG4TE5MK73', false], ['1SG4TE5MK73', false], ['1eg4te5mk73', false]])('judges the Medicare identifier %s', (text, valid) => expect(isMedicareIdentifier(text)).toBe(valid));
  it.each([['225100000X', true], ['2251X0800X', true], ['22510000X', false], ['2251000000', false]])('judges the taxonomy %s', (text, valid) => expect(isTaxonomy(text)).toBe(valid));
  it.each([['M545', true], ['M54.5', false], ['S161XXA', true], ['7242', false], ['M54', true], ['M5450AAAA', false]])('judges the form of the diagnosis %s', (text, valid) => expect(hasDiagnosisForm(text)).toBe(valid));
  it.each([['PO BOX 12', true], ['P.O. Box 7', true], ['Post Office Box 1', true], ['LOCKBOX 55', true], ['BOX 9', true], ['12 BOXWOOD LANE', false], ['100 POBLANO RD', false], ['7 PORT ST', false]])('judges the address %s', (text, box) => expect(isPostBox(text)).toBe(box));
  it('knows external causes', () => expect(['W19XXXA', 'V00', 'X58', 'Y92', 'M545', 'Z00'].map(isExternalCause)).toEqual([true, true, true, true, false, false]));
});
