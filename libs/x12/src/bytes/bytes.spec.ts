import fc from 'fast-check';
import { bytesOf, concatBytes, unitsOf } from './bytes';
import { isWithin, toCharacterSet } from './character-set';
import { decodeText, encodeUtf8 } from './text';

describe('bytes', () => {
  it('become units and come back, whatever they are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (bytes) => expect(bytesOf(unitsOf(bytes))).toEqual(bytes)), { numRuns: 50, seed: 12 });
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(unitsOf(every)).toBe(Array.from(every, (byte) => String.fromCharCode(byte)).join(''));
    expect(unitsOf(Uint8Array.from([0xef, 0xbb, 0xbf, 0x41]))).toBe('\xef\xbb\xbfA');
  });

  it('refuse what is no byte', () => expect(() => bytesOf('€')).toThrow(RangeError));
  it('join in order', () => expect(concatBytes([bytesOf('ab'), bytesOf(''), bytesOf('c')])).toEqual(bytesOf('abc')));
});

describe('text', () => {
  it.each([
    ['JOSE', 'JOSE', 'ascii'], ['JOS\xc3\x89', 'JOSÉ', 'utf-8'], ['JOS\xc9', 'JOSÉ', 'windows-1252'], ['\x80 5', '€ 5', 'windows-1252'], ['\xe2\x82\xac', '€', 'utf-8'], ['\xf0\x9f\x98\x80', '😀', 'utf-8'],
    ['\xc0\x80', 'À€', 'windows-1252'], ['\xed\xa0\x80', 'í\u00a0€', 'windows-1252'], ['\xc3', 'Ã', 'windows-1252'], ['\xf4\x90\x80\x80', 'ô\u0090€€', 'windows-1252'], ['\xe0\x80\x80', 'à€€', 'windows-1252'],
  ] as const)('is read from %j', (units, text, encoding) => expect(decodeText(units)).toEqual({ text, encoding }));

  it('is written as UTF-8 and read back', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(decodeText(encodeUtf8(text)).text).toBe(text)), { seed: 12 });
    expect(encodeUtf8('\ud800')).toBe('\xef\xbf\xbd');
  });
});

describe('character sets', () => {
  it.each([
    ['José Müller', 'JOSE MULLER', 'Jose Muller'], ['Łukasz Øst', 'LUKASZ OST', 'Lukasz Ost'], ['STRAßE', 'STRASSE', 'STRAssE'], ['OK 😀 THEN', 'OK THEN', 'OK THEN'], ['O’BRIEN – “X”', "O'BRIEN - \"X\"", "O'BRIEN - \"X\""], ['a\tb\u00a0c', 'A B C', 'a b c'], ['ﬁne', 'FINE', 'fine'], ['a@b.c', 'AB.C', 'a@b.c'],
  ])('make %s plain', (text, basic, extended) => {
    expect(toCharacterSet(text, 'basic')).toBe(basic);
    expect(toCharacterSet(text, 'extended')).toBe(extended);
    expect(toCharacterSet(text, 'utf-8')).toBe(text);
  });

  it('hold whatever they make', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('basic' as const, 'extended' as const), (text, set) => expect(isWithin(toCharacterSet(text, set), set)).toBe(true)), { seed: 12 });
  });
});
