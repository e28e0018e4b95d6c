import type { Role } from '../identity/viewer';

/**
 * What a field tells. Each field of a subgraph is named once, under one of these, in a policy file; the audit trail says
 * by the same words what of a record was read or changed.
 */
export const FIELD_CLASSES = [
  /** Ids, versions, payloads, errors, connections: the frame that other fields hang in. */
  'STRUCTURE',
  /** Reference data of the practice: sites, practitioners, services, payers. */
  'REFERENCE',
  /** Work inside the practice that is about nobody's health: tasks, rosters, candidates for a duplicate. */
  'STAFF',
  'IDENTITY',
  'CONTACT',
  /** Numbers by which others know a person: member ids, national identifiers. Text only: some see its end. */
  'IDENTIFIER',
  'SCHEDULE',
  'CLINICAL',
  /** Diagnoses and service lines, which a biller needs. */
  'CODING',
  'NOTE',
  'CONSENT',
  'INSURANCE',
  'CLAIM',
  'MONEY',
  /** Whom the practice told what of a record, outside treatment, payment and operations. */
  'DISCLOSURE',
  /** Who looked at what. */
  'AUDIT',
  /** A patient's record whole, notes included, in the form in which it goes to another system. */
  'RECORD',
] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

/** Everybody who works for a practice, programs included. */
export const STAFF = ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'SERVICE'] as const satisfies readonly Role[];

/** How much of a field a role is shown. `MASKED`: the last four characters. */
export type Sight = 'READ' | 'MASKED' | 'NONE';

type Column = Exclude<Role, 'PUBLIC'>;
const COLUMNS: readonly Column[] = ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE'];

/**
 * Who sees what: R reads, m sees the last four characters, - sees nothing. A PATIENT sees of all this the own record
 * alone. PUBLIC has no column: it sees only fields that name it.
 */
const GRID: Readonly<Record<FieldClass, string>> = {
  //            front desk · practitioner · biller · practice admin · patient · service
  STRUCTURE:   'R R R R R R',
  REFERENCE:   'R R R R R R',
  STAFF:       'R R R R - R',
  IDENTITY:    'R R R R R R',
  CONTACT:     'R R R R R R',
  IDENTIFIER:  'm R R R m R',
  SCHEDULE:    'R R R R R R',
  CLINICAL:    '- R - - R R',
  CODING:      '- R R R R R',
  NOTE:        '- R - - R -',
  CONSENT:     'R R - R R R',
  INSURANCE:   'R R R R R R',
  CLAIM:       'R R R R R R',
  MONEY:       'R R R R R R',
  DISCLOSURE:  'R R R R R R',
  AUDIT:       '- - - R - -',
  // A program that carries a record elsewhere must have all of it, or what arrives is not the record. So it reads this,
  // and this alone of notes: field by field they stay closed to it. Whoever works with a patient reads field by field.
  RECORD:      '- - - - - R',
};

/** What break-glass opens for one patient's record, to reading. */
export const BREAK_GLASS_CLASSES: readonly FieldClass[] = ['CLINICAL', 'CODING', 'NOTE'];

/** The roles that read a class, or that see the end of its texts. */
export function rolesOf(fieldClass: FieldClass, sight: 'READ' | 'MASKED'): readonly Role[] {
  const marks = GRID[fieldClass].split(' ');
  return COLUMNS.filter((_role, index) => marks[index] === (sight === 'READ' ? 'R' : 'm'));
}
