import type { CalendarDay } from '@spindle/kernel';
import { telephoneDigits, type ContactPoint, type HumanName } from '../patients/patient';
import { foldText } from './fold-text';

/** By what a patient is found. */
export interface Findable {
  readonly name: HumanName;
  readonly birthDate: CalendarDay;
  readonly recordNumber: string;
  readonly telecom: readonly ContactPoint[];
}

const TELEPHONE = 'tel:';
const BIRTH_DATE = 'dob:';
const RECORD_NUMBER = 'rec:';

/** How many digits of a telephone number people quote: all, without area code, the last four. */
const QUOTED_DIGITS = [7, 4];

/** The tokens under which a patient is stored: folded name words, telephone endings, birth date, record number. */
export function searchTokens({ name, birthDate, recordNumber, telecom }: Findable): string[] {
  const names = [...name.given, name.family, name.preferred ?? ''];
  const telephones = telecom.filter((point) => point.system === 'PHONE').map((point) => telephoneDigits(point.value));
  return [...new Set([
    ...names.flatMap(nameTokens),
    ...telephones.flatMap((digits) => [digits, ...QUOTED_DIGITS.map((count) => digits.slice(-count))]).map((digits) => TELEPHONE + digits),
    BIRTH_DATE + birthDate,
    RECORD_NUMBER + recordNumber.toLowerCase(),
  ])];
}

function nameTokens(name: string): string[] {
  const words = foldText(name).split(' ').filter((word) => word !== '');
  const apostropheAsSpace = foldText(name.replace(/['’‘ʼ`´]/g, ' ')).split(' ').filter((word) => word !== '');
  return words.length > 1 ? [...words, words.join(''), ...apostropheAsSpace] : [...words, ...apostropheAsSpace];
}

/** One thing that was asked for: any of these stretches of tokens, each from `from` up to, not including, `to`. */
export interface SearchTerm {
  readonly ranges: readonly { readonly from: string; readonly to: string }[];
}

/** How many words of a search count. */
export const SEARCH_TERMS = 8;

const LAST_CHARACTER = '\u{10ffff}';
const TELEPHONE_FORM = /(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}/g;

/**
 * Reads a search as typed. A date is a birth date, a telephone number is one whatever its punctuation, other digits are
 * a telephone ending or a record number, a word is the beginning of a name.
 */
export function parseSearch(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  const rest = text.slice(0, 200).replace(TELEPHONE_FORM, (number) => {
    terms.push(oneOf([TELEPHONE + telephoneDigits(number), RECORD_NUMBER + number]));
    return ' ';
  });
  for (const word of rest.split(/[\s,;]+/).filter((each) => each !== '')) terms.push(...termsOf(word));
  return terms.slice(0, SEARCH_TERMS);
}

function termsOf(word: string): SearchTerm[] {
  const birthDate = toBirthDate(word);
  if (birthDate) return [oneOf([BIRTH_DATE + birthDate])];
  const digits = word.replace(/[().-]/g, '');
  if (/^\d+$/.test(digits)) return [{ ranges: [exactly(TELEPHONE + digits), beginning(RECORD_NUMBER + digits)] }];
  return foldText(word).split(' ').filter((folded) => folded !== '').map((folded) => ({ ranges: [beginning(folded), exactly(RECORD_NUMBER + folded)] }));
}

/** 1980-03-09, 3/9/1980 and 03/09/1980 (month first, as written in the United States). */
function toBirthDate(word: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return word;
  const [, month, day, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(word) ?? [];
  return month && day && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

function oneOf(tokens: readonly string[]): SearchTerm {
  return { ranges: tokens.map(exactly) };
}

function exactly(token: string): { from: string; to: string } {
  return { from: token, to: `${token}\u0001` };
}

function beginning(prefix: string): { from: string; to: string } {
  return { from: prefix, to: prefix + LAST_CHARACTER };
}
