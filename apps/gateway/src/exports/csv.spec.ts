import fc from 'fast-check';
import { toCsv } from './csv';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('a cell that begins as %j is no formula', (cell) => {
  const [, line = ''] = toCsv(['what', 'next'], [{ what: cell, next: 'x' }]).split('\r\n');
  expect(line.replace(/^"/, '').startsWith(`'${cell.charAt(0)}`)).toBe(true);
});

it('commas, quotes and line ends stay within their cell', () => {
  expect(toCsv(['what', 'for'], [{ what: 'a, "b"', for: 'c\nd' }, { what: null, for: 'é' }])).toBe('what,for\r\n"a, ""b""","c\nd"\r\n,é\r\n');
});

it('no cell begins as a formula, whatever is in it', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (cell) => { expect(toCsv(['what'], [{ what: cell }]).slice('what\r\n'.length)).not.toMatch(/^"?[=+\-@\t\r](?!\n)/); }));
});
