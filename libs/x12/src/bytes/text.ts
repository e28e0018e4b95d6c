const WINDOWS_1252_C1 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const HIGH = /[\x80-\xff]/;

/** Text read from bytes, and whether the bytes were valid UTF-8. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'ascii' | 'utf-8' | 'windows-1252';
}

/** Reads units (one per byte) as text: UTF-8 where every sequence is valid, else Windows-1252. */
export function decodeText(units: string): DecodedText {
  if (!HIGH.test(units)) return { text: units, encoding: 'ascii' };
  const utf8 = decodeUtf8(units);
  return utf8 === undefined ? { text: decodeWindows1252(units), encoding: 'windows-1252' } : { text: utf8, encoding: 'utf-8' };
}

/** Text as UTF-8, one code unit per byte. A lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): string {
  let units = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    units += encodePoint(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  }
  return units;
}

function encodePoint(point: number): string {
  if (point < 0x80) return String.fromCharCode(point);
  if (point < 0x800) return String.fromCharCode(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
  if (point < 0x10000) return String.fromCharCode(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
  return String.fromCharCode(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
}

function decodeWindows1252(units: string): string {
  return units.replace(/[\x80-\x9f]/g, (unit) => WINDOWS_1252_C1[unit.charCodeAt(0) - 0x80] ?? unit);
}

function decodeUtf8(units: string): string | undefined {
  let text = '';
  for (let at = 0; at < units.length; ) {
    const lead = units.charCodeAt(at);
    const extra = lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : -1;
    if (extra < 0) return undefined;
    const point = sequence(units, at, extra);
    if (point === undefined) return undefined;
    text += String.fromCodePoint(point);
    at += extra + 1;
  }
  return text;
}

const LEAST = [0, 0x80, 0x800, 0x10000];

function sequence(units: string, at: number, extra: number): number | undefined {
  if (extra === 0) return units.charCodeAt(at);
  let point = units.charCodeAt(at) & (0x3f >> extra);
  for (let step = 1; step <= extra; step += 1) {
    const follower = units.charCodeAt(at + step);
    if ((follower & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (follower & 0x3f);
  }
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point < (LEAST[extra] ?? 0) || point > 0x10ffff || surrogate ? undefined : point;
}
