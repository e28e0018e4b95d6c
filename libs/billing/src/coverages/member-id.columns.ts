import type { SealedColumn } from '@spindle/database';

/** The member's number of a coverage, kept sealed. Numbers are equal whatever blanks, hyphens and small letters they were typed with. */
export const MEMBER_ID: SealedColumn = {
  schema: 'billing',
  table: 'coverage',
  column: 'member_id',
  comparable: (value) => value.replace(/[\s-]/g, '').toUpperCase(),
};
