import type { ColumnValue } from './tables';

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const PLAIN_ELEMENT = /^[\p{L}\p{N}.:+-]+$/u;

/** A row in the text format of PostgreSQL's COPY, with its line end. */
export function copyLine(values: readonly ColumnValue[]): string {
  let line = '';
  for (let index = 0; index < values.length; index += 1) line += (index === 0 ? '' : '\t') + copyValue(values[index] ?? null);
  return `${line}\n`;
}

function copyValue(value: ColumnValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  return escape(`{${value.map(arrayElement).join(',')}}`);
}

function escape(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text;
}

function arrayElement(element: string | number): string {
  if (typeof element === 'number') return String(element);
  return PLAIN_ELEMENT.test(element) && element.toUpperCase() !== 'NULL' ? element : `"${element.replace(/["\\]/g, '\\$&')}"`;
}
