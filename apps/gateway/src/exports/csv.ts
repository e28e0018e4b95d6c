import { stringify } from 'csv-stringify/sync';

/** One line of a file, by the name of its column. */
export type CsvRow = Readonly<Record<string, string | null>>;

/**
 * The rows as CSV (RFC 4180), with a line of names above them. A cell that a spreadsheet would take for a formula (one that
 * begins with = + - @, a tab or a carriage return) gets an apostrophe before it.
 */
export function toCsv(columns: readonly string[], rows: readonly CsvRow[]): string {
  return stringify([...rows], { header: true, columns: [...columns], escape_formulas: true, quoted_match: /[\r\n]/, record_delimiter: '\r\n' });
}
