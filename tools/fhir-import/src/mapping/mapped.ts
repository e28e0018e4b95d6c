/** What a mapper made of a resource: a row, with what was left out of it; or nothing, with the reason. */
export type Mapped<Row> =
  | { readonly kind: 'MAPPED'; readonly row: Row; readonly notes: readonly string[] }
  | Skipped;

export interface Skipped {
  readonly kind: 'SKIPPED';
  readonly reason: string;
}

export function mapped<Row>(row: Row, notes: readonly string[] = []): Mapped<Row> {
  return { kind: 'MAPPED', row, notes };
}

/** A reason never quotes the resource: reports hold no health data. */
export function skipped(reason: string): Skipped {
  return { kind: 'SKIPPED', reason };
}
