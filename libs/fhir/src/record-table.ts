import { AS_IT_IS, named, ROW, type Form } from './form';
import type { Element, Row } from './json';

/** How a column travels in a record, or why it does not. */
export type Column =
  | { readonly kind: 'ELEMENT'; readonly path: string; readonly form: Form; readonly isRow: boolean }
  /** It has no place in R4. `isRow`: it names another row of the record. */
  | { readonly kind: 'EXTENSION'; readonly isRow: boolean }
  /** It names the row, and is the address of its resource in the bundle. */
  | { readonly kind: 'KEY' }
  /** The row stands inside the resource that this column names. */
  | { readonly kind: 'PARENT' }
  /** Whose practice it is: that of whoever takes the record. */
  | { readonly kind: 'PRACTICE' }
  /** It follows from others: made anew where the record is taken in. */
  | { readonly kind: 'DERIVED'; readonly from: string };

/** What R4 requires of a resource or element beside the columns, for any row or for this one. */
export type Frame = Element | ((row: Row) => Element);

/** Every column of a table, once. */
export type Columns = Readonly<Record<string, Column>>;

/** How the rows of a table are FHIR R4 resources, with the rows that stand inside them. Names are qualified by their schema. */
export interface RecordTable {
  readonly name: string;
  readonly resource: string;
  /** The columns of which one is the patient's id; or the row of the record that the rows belong to. */
  readonly of: { readonly patient: readonly string[] } | Beneath;
  readonly frame?: Frame;
  readonly columns: Columns;
  readonly within?: readonly InnerTable[];
}

export interface Beneath {
  readonly table: string;
  readonly key: string;
}

/** Rows inside a resource: elements of one of its lists, or extensions. */
export interface InnerTable {
  readonly name: string;
  readonly list: string;
  readonly frame?: Frame;
  readonly columns: Columns;
  /** The column by which they are ordered. */
  readonly order: string;
}

export const KEY: Column = { kind: 'KEY' };
export const PARENT: Column = { kind: 'PARENT' };
export const PRACTICE: Column = { kind: 'PRACTICE' };
/** No place in R4: an extension of Spindle's. */
export const EXTENSION: Column = { kind: 'EXTENSION', isRow: false };
/** An extension that names another row of the record. */
export const ROW_EXTENSION: Column = { kind: 'EXTENSION', isRow: true };

/** An element of the resource. */
export function at(path: string, form: Form = AS_IT_IS): Column {
  return { kind: 'ELEMENT', path, form, isRow: false };
}

/** A reference to another row of the record. */
export function rowAt(path: string): Column {
  return { kind: 'ELEMENT', path, form: ROW, isRow: true };
}

/** A reference to what the record only names. */
export function namedAt(path: string, type: string): Column {
  return at(path, named(type));
}

export function derived(from: string): Column {
  return { kind: 'DERIVED', from };
}

/** The column that names the row, or the row it stands in. */
export function columnOf(columns: Columns, kind: 'KEY' | 'PARENT'): string {
  const [name] = Object.entries(columns).find(([, column]) => column.kind === kind) ?? [];
  if (name === undefined) throw new Error(`A table has no column of kind ${kind}.`);
  return name;
}

/** The columns of a row that name other rows of the record. */
export function rowColumns(columns: Columns): readonly string[] {
  return Object.entries(columns).flatMap(([name, column]) => ((column.kind === 'ELEMENT' || column.kind === 'EXTENSION') && column.isRow ? [name] : []));
}

/** The tables of a record with those inside them, in the order in which their rows can be written. */
export function allTables(tables: readonly RecordTable[]): readonly (RecordTable | InnerTable)[] {
  return tables.flatMap((table) => [table, ...(table.within ?? [])]);
}
