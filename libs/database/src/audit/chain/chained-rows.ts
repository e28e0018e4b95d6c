import { CHAINED_COLUMNS } from './chain';

/** Columns that PostgreSQL must not write in its own, changeable way. */
const AS_TEXT: Partial<Record<(typeof CHAINED_COLUMNS)[number], (column: string) => string>> = {
  recorded_at: (column) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
  roles: (column) => column,
  field_classes: (column) => column,
};

/** The select list that reads rows of `audit_event` under `alias` as `ChainedEvent`. */
export function chainedColumns(alias: string): string {
  return CHAINED_COLUMNS.map((column) => `${AS_TEXT[column]?.(`${alias}.${column}`) ?? `${alias}.${column}::text`} AS ${column}`).join(', ');
}
