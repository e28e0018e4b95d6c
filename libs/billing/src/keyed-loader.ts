import DataLoader from 'dataloader';
import { toPage, type Page } from '@spindle/kernel';
import { pageLoader, toCursor, type PageLoader } from '@spindle/subgraph';

/** One row per id, null where there is none; all ids of a moment by one statement. */
export function loadById<Row extends { readonly id: string }>(read: (ids: readonly string[]) => Promise<readonly Row[]>): DataLoader<string, Row | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await read(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** All rows of each parent, in the order read; all parents of a moment by one statement. */
export function loadByParent<Row>(read: (parentIds: readonly string[]) => Promise<readonly Row[]>, parentOf: (row: Row) => string | null): DataLoader<string, readonly Row[]> {
  return new DataLoader(async (parentIds) => {
    const found = Map.groupBy(await read(parentIds), parentOf);
    return parentIds.map((parentId) => found.get(parentId) ?? []);
  });
}

/** Which rows of each parent's list a statement reads: at most `limit` behind the position `after`. */
export interface Slice {
  readonly after: readonly string[] | null;
  readonly limit: number;
}

export interface PagedList<Row> {
  /** Reads the slice of every parent by one statement. */
  read(parentIds: readonly string[], slice: Slice): Promise<readonly Row[]>;
  parentOf(row: Row): string;
  positionOf(row: Row): readonly string[];
}

/** Pages of a list that hangs on many parents; the same page of all parents of a moment by one statement. */
export function loadPages<Row>({ read, parentOf, positionOf }: PagedList<Row>): PageLoader<string, Page<Row>> {
  return pageLoader(async (parentIds, { first, after, cursor }) => {
    const found = Map.groupBy(await read(parentIds, { after, limit: first + 1 }), parentOf);
    return new Map(parentIds.map((parentId) => [parentId, toPage(found.get(parentId) ?? [], first, { cursorOf: (row) => toCursor(positionOf(row)), after: cursor })]));
  });
}
