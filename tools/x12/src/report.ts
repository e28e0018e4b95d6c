/** One thing to tell: a line for people, a record for programs. */
export interface Entry {
  /** Depth in the tree, 0 outermost. */
  readonly depth: number;
  readonly text: string;
  /** Anything that JSON can hold; amounts are cents as text. */
  readonly record: object;
  /** Whether it makes the exit status 1. */
  readonly wrong?: boolean;
}

/** Receives entries as they arise, so that a large file needs no memory. */
export type Tell = (entry: Entry) => void;

/** A record as one line of JSON; cents (bigint) become text. */
export function toJson(record: object): string {
  return JSON.stringify(record, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
