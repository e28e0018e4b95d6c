import type { CalendarDay, Id } from '@spindle/kernel';
import { foldText } from '../search/fold-text';
import type { HumanName } from './patient';

/** Tells that a person may already be registered. */
export interface PossibleDuplicates {
  readonly kind: 'PossibleDuplicateError';
  readonly message: string;
  readonly candidateIds: readonly Id<'Patient'>[];
}

export interface Likeness {
  readonly name: Pick<HumanName, 'given' | 'family'>;
  readonly birthDate: CalendarDay;
}

/** How many letters may differ in a name that was misheard or mistyped. */
const LETTERS_APART = 2;

/**
 * Whether two people may be one. Same birth date: the family or the first given name is alike. Another birth date
 * (one may be mistyped): both are alike; callers ask this only about people who share a telephone number.
 */
export function mayBeSamePerson(one: Likeness, other: Likeness): boolean {
  const familyAlike = alike(one.name.family, other.name.family);
  const givenAlike = alike(one.name.given[0] ?? '', other.name.given[0] ?? '');
  return one.birthDate === other.birthDate ? familyAlike || givenAlike : familyAlike && givenAlike;
}

function alike(one: string, other: string): boolean {
  const [a, b] = [foldText(one).replaceAll(' ', ''), foldText(other).replaceAll(' ', '')];
  return a === b || (Math.min(a.length, b.length) > 2 * LETTERS_APART && editDistance(a, b) <= LETTERS_APART);
}

/** Insertions, deletions and substitutions from one text to the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
