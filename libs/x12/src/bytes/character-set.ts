const LIGATURES: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'TH', ı: 'i',
  '\u2018': "'", '\u2019': "'", '\u201a': "'", '\u201c': '"', '\u201d': '"', '\u2013': '-', '\u2014': '-', '\u2212': '-', '\u2026': '...', '\u00a0': ' ',
};

const OUTSIDE_EXTENDED = /[^A-Za-z0-9 !"&'()*+,\-./:;?=%@[\]_{}\\|<>#$~^]/;
const OUTSIDE_BASIC = /[^A-Z0-9 !"&'()*+,\-./:;?=]/;

/** The characters outside a set, as a regular expression that finds one; undefined for UTF-8, which has them all. */
export function outsideOf(set: CharacterSet): RegExp | undefined {
  return set === 'utf-8' ? undefined : set === 'basic' ? OUTSIDE_BASIC : OUTSIDE_EXTENDED;
}

/** Which characters may be sent: X12's basic set (upper case only), the extended set, or any text as UTF-8. */
export type CharacterSet = 'basic' | 'extended' | 'utf-8';

/** Whether every character lies in the X12 set (X12.6, basic and extended character sets). */
export function isWithin(text: string, set: CharacterSet): boolean {
  if (set === 'utf-8') return true;
  return !(set === 'basic' ? OUTSIDE_BASIC : OUTSIDE_EXTENDED).test(text);
}

/** Nearest text inside the set: é becomes e (E in the basic set), ß becomes ss, an emoji or a control character goes. */
export function toCharacterSet(text: string, set: CharacterSet): string {
  if (isWithin(text, set)) return text;
  const plain = transliterate(set === 'basic' ? text.toUpperCase() : text);
  const outside = new RegExp(set === 'basic' ? OUTSIDE_BASIC : OUTSIDE_EXTENDED, 'g');
  return (set === 'basic' ? plain.toUpperCase() : plain).replace(outside, '').replace(/ {2,}/g, ' ').trim();
}

function transliterate(text: string): string {
  const marksGone = text.normalize('NFKD').replace(/\p{M}+/gu, '');
  return Array.from(marksGone, (character) => LIGATURES[character] ?? (/\s/u.test(character) ? ' ' : character)).join('');
}
