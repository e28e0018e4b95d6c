import fc from 'fast-check';

/** What is written into somebody's record, each by another subgraph or into another table. */
export const WRITINGS = ['condition', 'screening', 'alert', 'booking', 'visit', 'coverage'] as const;
export type Writing = (typeof WRITINGS)[number];

/** One thing that the people of a clinic do; records are named by their place among those that there are, and merges among those that hold. */
export type Step =
  | { readonly kind: 'register' }
  | { readonly kind: 'write'; readonly what: Writing; readonly record: number }
  | { readonly kind: 'merge'; readonly survivor: number; readonly merged: number }
  | { readonly kind: 'unmerge'; readonly merge: number };

const record = fc.nat(7);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'register' }) },
  { weight: 4, arbitrary: fc.record<Step & { kind: 'write' }>({ kind: fc.constant('write'), what: fc.constantFrom(...WRITINGS), record }) },
  { weight: 3, arbitrary: fc.record<Step & { kind: 'merge' }>({ kind: fc.constant('merge'), survivor: record, merged: record }) },
  { weight: 2, arbitrary: fc.record<Step & { kind: 'unmerge' }>({ kind: fc.constant('unmerge'), merge: fc.nat(7) }) },
);

/** What every history begins with: a record is merged into one that is then merged itself, things are written in between and under the old ids, and the first merge is undone before the second. */
const BEGINNING: readonly Step[] = [
  { kind: 'register' },
  ...WRITINGS.map((what): Step => ({ kind: 'write', what, record: 2 })),
  { kind: 'merge', survivor: 1, merged: 2 },
  { kind: 'write', what: 'booking', record: 1 },
  { kind: 'write', what: 'coverage', record: 2 },
  { kind: 'merge', survivor: 0, merged: 1 },
  { kind: 'write', what: 'condition', record: 2 },
  { kind: 'unmerge', merge: 0 },
];

export const histories: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 6, maxLength: 10 }).map((random) => [...BEGINNING, ...random]);

/** Which records lead to which, as the steps had it. */
export class Chains {
  readonly #into = new Map<string, string>();

  leads(merged: string, survivor: string): void {
    this.#into.set(merged, survivor);
  }

  parts(merged: string): void {
    this.#into.delete(merged);
  }

  isMerged(record: string): boolean {
    return this.#into.has(record);
  }

  rootOf(record: string): string {
    const next = this.#into.get(record);
    return next === undefined ? record : this.rootOf(next);
  }
}
