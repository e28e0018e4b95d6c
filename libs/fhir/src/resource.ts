import { extensionsOf, fromExtension, toExtension } from './extension';
import { isElement, isSame, type Element, type Json, type Row } from './json';
import { structureOf, structureUrl } from './names';
import { valueAt, withValueAt } from './path';
import { columnOf, type Columns, type InnerTable, type RecordTable } from './record-table';

/** A row with the rows that stand inside its resource, by their table. */
export interface RecordRow {
  readonly row: Row;
  readonly inner: Readonly<Record<string, readonly Row[]>>;
}

/** The resource of a row. What its places do not give back exactly is said by extensions too, so that nothing is lost. */
export function toResource(table: RecordTable, { row, inner }: RecordRow): Element {
  const frame = { resourceType: table.resource, meta: { profile: [structureUrl(table.name)] }, ...frameOf(table, row) };
  return (table.within ?? []).reduce((resource, each) => withInner(resource, each, inner[each.name] ?? []), write(frame, table, row));
}

/** The rows of a resource. Throws a TypeError or SyntaxError where the resource is not what `toResource` makes. */
export function fromResource(table: RecordTable, resource: Element, id: string): RecordRow {
  const inner = (table.within ?? []).map((each) => [each.name, elementsOf(resource, each).map((element) => ({ ...read(element, each), [columnOf(each.columns, 'PARENT')]: id }))] as const);
  return { row: { ...read(resource, table), [columnOf(table.columns, 'KEY')]: id }, inner: Object.fromEntries(inner) };
}

type Kind = Pick<InnerTable, 'name' | 'columns'>;

function frameOf({ frame = {} }: Pick<InnerTable, 'frame'>, row: Row): Element {
  return typeof frame === 'function' ? frame(row) : frame;
}

function write(frame: Element, { name, columns }: Kind, row: Row): Element {
  const placed = Object.entries(columns).reduce<Element>((target, [column, how]) => {
    const value = row[column] ?? null;
    const element = how.kind === 'ELEMENT' && value !== null ? how.form.write(value) : undefined;
    return how.kind === 'ELEMENT' && element !== undefined ? withValueAt(target, how.path, element) : target;
  }, frame);
  const told = readPlaces(placed, columns);
  const rest = Object.entries(columns).filter(([column, { kind }]) => (kind === 'ELEMENT' || kind === 'EXTENSION') && !isSame(told[column], row[column]));
  const extensions = rest.map(([column]) => toExtension(structureUrl(name, column), row[column] ?? null));
  return extensions.length === 0 ? placed : { ...placed, extension: [...extensionsOf(placed), ...extensions] };
}

function readPlaces(target: Element, columns: Columns): Record<string, Json> {
  return Object.fromEntries(Object.entries(columns).flatMap(([column, how]) => {
    const element = how.kind === 'ELEMENT' ? valueAt(target, how.path) : undefined;
    const value = how.kind === 'ELEMENT' && element !== undefined ? how.form.read(element) : undefined;
    return value === undefined ? [] : [[column, value]];
  }));
}

function read(target: Element, { name, columns }: Kind): Row {
  const row = readPlaces(target, columns);
  for (const extension of extensionsOf(target)) {
    const column = columnIn(extension, name);
    if (column !== null && columns[column] === undefined) throw new TypeError(`${name} has no column ${column}.`);
    if (column !== null) row[column] = fromExtension(extension);
  }
  return row;
}

/** The column of the table that an extension holds; null for an extension that is about something else. */
function columnIn({ url }: Element, table: string): string | null {
  const structure = structureOf(url);
  return structure?.startsWith(`${table}.`) ? structure.slice(table.length + 1) : null;
}

function withInner(resource: Element, kind: InnerTable, rows: readonly Row[]): Element {
  if (rows.length === 0) return resource;
    const elements = [...rows].sort((a, b) => inOrder(a[kind.order], b[kind.order])).map((row) => write(kind.list === 'extension' ? { url: structureUrl(kind.name) } : frameOf(kind, row), kind, row));
  const known = resource[kind.list];
  return { ...resource, [kind.list]: [...(Array.isArray(known) ? (known as readonly Json[]) : []), ...elements] };
}

function inOrder(one: Json | undefined, other: Json | undefined): number {
  return typeof one === 'number' && typeof other === 'number' ? one - other : String(one) < String(other) ? -1 : 1;
}

function elementsOf(resource: Element, kind: InnerTable): readonly Element[] {
  if (kind.list === 'extension') return extensionsOf(resource).filter(({ url }) => url === structureUrl(kind.name));
  const list = resource[kind.list];
  return Array.isArray(list) ? (list as readonly Json[]).filter(isElement) : [];
}
