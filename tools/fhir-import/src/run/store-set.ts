/** SQLSTATE classes of rows that a table does not take: data exception, integrity constraint violation. */
const REFUSALS = /^(22|23)/;

/** A row that the database refused, in the place of what storing it would have told. */
export interface Stored<Row> {
  readonly row: Row;
  readonly isRefused: boolean;
}

/** Rows that are stored in one transaction: few enough that nobody else waits for it. */
const SET_SIZE = 500;

/** Stores rows set by set. */
export async function storeSets<Row>(rows: readonly Row[], store: (rows: readonly Row[]) => Promise<void>): Promise<Stored<Row>[]> {
  const stored: Stored<Row>[] = [];
  for (let start = 0; start < rows.length; start += SET_SIZE) stored.push(...(await storeSet(rows.slice(start, start + SET_SIZE), store)));
  return stored;
}

/**
 * Stores rows as one set. A set that the database refuses is halved until the refused row stands alone, so that one bad
 * row costs the others nothing. An outage of the database is thrown on.
 */
export async function storeSet<Row>(rows: readonly Row[], store: (rows: readonly Row[]) => Promise<void>): Promise<Stored<Row>[]> {
  try {
    await store(rows);
    return rows.map((row) => ({ row, isRefused: false }));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const [row] = rows;
    if (rows.length === 1 && row !== undefined) return [{ row, isRefused: true }];
    const middle = Math.ceil(rows.length / 2);
    return [...(await storeSet(rows.slice(0, middle), store)), ...(await storeSet(rows.slice(middle), store))];
  }
}

function isRefusal(error: unknown): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return [code, driverError?.code].some((state) => typeof state === 'string' && state.length === 5 && REFUSALS.test(state));
}
