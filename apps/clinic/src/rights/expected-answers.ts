import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '@spindle/subgraph';

/** The roles in the order of a row's letters. */
export const MATRIX_ROLES: readonly Role[] = ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE', 'PUBLIC'];
const LETTERS = 'FPBATSU';

/** What a role is expected to see of a field. */
export type Expected = 'READ' | 'MASKED' | 'NONE';

/** By field ("Claim.state"), one answer for each of `MATRIX_ROLES`. */
export type ExpectedAnswers = ReadonlyMap<string, readonly Expected[]>;

/** What was answered: fields that were refused, by role and path. */
export interface Observed {
  readonly path: string;
  readonly role: Role;
  /** Fields that were asked for. */
  readonly asked: readonly string[];
  readonly refused: ReadonlySet<string>;
}

/** Reads the committed table. Throws a sentence for a line of another form. */
export function expectedAnswers(text: string = readFileSync(join(import.meta.dirname, 'expected-answers.txt'), 'utf8')): ExpectedAnswers {
  const rows = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => {
    const [, field, letters] = /^(\w+\.\w+) +([A-Za-z-]{7})$/.exec(line) ?? [];
    if (field === undefined || letters === undefined) throw new Error(`The table of expected answers has a line that is no row: ${line}`);
    return [field, [...letters].map((letter, index) => expectedOf(letter, LETTERS.charAt(index), line))] as const;
  });
  return new Map(rows);
}

function expectedOf(letter: string, own: string, line: string): Expected {
  if (letter === '-') return 'NONE';
  if (letter === own) return 'READ';
  if (letter === own.toLowerCase()) return 'MASKED';
  throw new Error(`The table of expected answers has a letter in the wrong place: ${line}`);
}

/** Where what was answered is not what was expected, one sentence each; a field without a row is one. */
export function deviations(expected: ExpectedAnswers, observed: readonly Observed[]): readonly string[] {
  return observed.flatMap(({ path, role, asked, refused }) => asked.flatMap((field) => {
    const row = expected.get(field);
    if (!row) return [`${field} has no row in expected-answers.txt: say which roles see it.`];
    const isExpected = row[MATRIX_ROLES.indexOf(role)] !== 'NONE';
    return isExpected === !refused.has(field) ? [] : [`${field} is ${isExpected ? 'refused to' : 'shown to'} ${role} on the path "${path}".`];
  }));
}
