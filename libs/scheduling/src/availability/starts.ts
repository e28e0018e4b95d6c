import type { Stretches } from './stretches';

/** Instants at which a visit may begin, in epoch milliseconds, both ends included. */
export interface StartRange {
  readonly first: number;
  readonly last: number;
}

/** What a visit takes of a resource, in milliseconds. */
export interface Demand {
  readonly before: number;
  readonly length: number;
  readonly after: number;
}

/** The starts at which a visit of this length lies within one of the stretches. */
export function startsWithin(open: Stretches, length: number): StartRange[] {
  return open.filter(({ startsAt, endsAt }) => endsAt - startsAt >= length).map(({ startsAt, endsAt }) => ({ first: startsAt, last: endsAt - length }));
}

/** The starts left where none of the busy stretches, molten, may touch what the visit takes. */
export function strike(ranges: readonly StartRange[], busy: Stretches, { before, length, after }: Demand): StartRange[] {
  const left: StartRange[] = [];
  let next = 0;
  for (const { first, last } of ranges) {
    while (next < busy.length && (busy[next]?.endsAt ?? 0) + before <= first) next += 1;
    let from = first;
    for (let at = next; at < busy.length; at += 1) {
      const stretch = busy[at];
      if (!stretch || stretch.startsAt - length - after >= last) break;
      if (stretch.startsAt - length - after >= from) left.push({ first: from, last: stretch.startsAt - length - after });
      from = Math.max(from, stretch.endsAt + before);
    }
    if (from <= last) left.push({ first: from, last });
  }
  return left;
}

/** All starts of all lists, each sorted. */
export function unite(lists: readonly (readonly StartRange[])[]): StartRange[] {
  const [only] = lists;
  if (lists.length === 1 && only) return [...only];
  const united: { first: number; last: number }[] = [];
  for (const { first, last } of lists.flat().sort((a, b) => a.first - b.first)) {
    const before = united.at(-1);
    if (before && first <= before.last) before.last = Math.max(before.last, last);
    else united.push({ first, last });
  }
  return united;
}

/** The starts that are in both lists. */
export function intersect(ones: readonly StartRange[], others: readonly StartRange[]): StartRange[] {
  const both: StartRange[] = [];
  let at = 0;
  let next = 0;
  while (at < ones.length && next < others.length) {
    const one = ones[at];
    const other = others[next];
    if (!one || !other) break;
    const first = Math.max(one.first, other.first);
    const last = Math.min(one.last, other.last);
    if (first <= last) both.push({ first, last });
    if (one.last < other.last) at += 1;
    else next += 1;
  }
  return both;
}

/** Whether a visit may begin at the instant. */
export function includes(ranges: readonly StartRange[], instant: number): boolean {
  return ranges.some(({ first, last }) => first <= instant && instant <= last);
}
