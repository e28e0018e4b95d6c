import { err, ok, type Refusal, type Result } from '@spindle/kernel';
import { isElement, type Element, type Json, type Row } from './json';
import { fromUrn, structureOf, toUrn } from './names';
import { allTables, columnOf, rowColumns, type InnerTable, type RecordTable } from './record-table';
import { fromResource, toResource } from './resource';

/** A resource in a bundle, under the name of its row. */
export interface BundleEntry {
  readonly fullUrl: string;
  readonly resource: Element;
}

export interface Bundle {
  readonly resourceType: 'Bundle';
  readonly type: 'collection';
  readonly entry: readonly BundleEntry[];
}

/** The rows of each table of a record. */
export type RecordRows = ReadonlyMap<string, readonly Row[]>;

/** The bundle is not whole, or not what the export made. */
export type RecordDamaged = Refusal<'RECORD_DAMAGED'>;

/** Rows as a bundle, table by table in the order given. */
export function toBundle(tables: readonly RecordTable[], rows: RecordRows): Bundle {
  return { resourceType: 'Bundle', type: 'collection', entry: tables.flatMap((table) => toEntries(table, rows)) };
}

function toEntries(table: RecordTable, rows: RecordRows): BundleEntry[] {
  const inner = (table.within ?? []).map((each) => [each.name, Map.groupBy(rows.get(each.name) ?? [], (row) => String(row[columnOf(each.columns, 'PARENT')]))] as const);
  return (rows.get(table.name) ?? []).map((row) => {
    const id = String(row[columnOf(table.columns, 'KEY')]);
    return { fullUrl: toUrn(id), resource: toResource(table, { row, inner: Object.fromEntries(inner.map(([name, groups]) => [name, groups.get(id) ?? []])) }) };
  });
}

/** Of which table's row an entry was made; null for one that the export did not make. */
export function tableOf({ resource }: BundleEntry): string | null {
  const profiles = isElement(resource['meta']) ? resource['meta']['profile'] : null;
  return Array.isArray(profiles) ? structureOf((profiles as readonly Json[])[0]) : null;
}

/** The rows of the entries that are of these tables; what they name must be among `entries`. */
export function fromEntries(tables: readonly RecordTable[], entries: readonly BundleEntry[]): Result<RecordRows, RecordDamaged> {
  const known = new Map(tables.map((table) => [table.name, table]));
  const rows = new Map<string, Row[]>(allTables(tables).map(({ name }) => [name, []]));
  for (const entry of entries) {
    const table = known.get(tableOf(entry) ?? '');
    if (!table) continue;
    const flaw = takeIn(table, entry, rows);
    if (flaw !== null) return damaged(flaw);
  }
  const flaw = missingIn(tables, rows, new Set(entries.map(({ fullUrl }) => fromUrn(fullUrl))));
  return flaw === null ? ok(rows) : damaged(flaw);
}

/** Adds an entry's rows to those of its tables; a flaw where it cannot be read. */
function takeIn(table: RecordTable, { fullUrl, resource }: BundleEntry, rows: Map<string, Row[]>): string | null {
  const id = fromUrn(fullUrl);
  if (id === null || resource['resourceType'] !== table.resource) return `An entry of ${table.name} is no ${table.resource} under a UUID.`;
  try {
    const { row, inner } = fromResource(table, resource, id);
    rows.get(table.name)?.push(row);
    for (const [name, each] of Object.entries(inner)) rows.get(name)?.push(...each);
    return null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) return `An entry of ${table.name} cannot be read.`;
    throw error;
  }
}

/** A row that names another one that is not there: it would be another record's. */
function missingIn(tables: readonly RecordTable[], rows: RecordRows, ids: ReadonlySet<string | null>): string | null {
  const isMissing = ({ columns }: RecordTable | InnerTable, row: Row): boolean => rowColumns(columns).some((column) => (row[column] ?? null) !== null && !ids.has(String(row[column])));
  const table = allTables(tables).find((each) => (rows.get(each.name) ?? []).some((row) => isMissing(each, row)));
  return table ? `A row of ${table.name} names one that is not in the bundle.` : null;
}

function damaged(message: string): { readonly ok: false; readonly error: RecordDamaged } {
  return err({ kind: 'RECORD_DAMAGED', message });
}
