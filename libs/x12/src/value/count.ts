import type { Unreadable } from './money';

/** A whole number, or the text that could not be read as one. */
export type Count = number | Unreadable;

/** Reads an X12 integer of at most 15 digits. */
export function parseCount(text: string): Count {
  return /^-?\d{1,15}$/.test(text) ? Number(text) + 0 : { unreadable: text };
}

/** Writes an integer as X12 does. */
export function formatCount(count: Count): string {
  return typeof count === 'number' ? String(count) : count.unreadable;
}
