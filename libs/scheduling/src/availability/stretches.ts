/** A stretch of time: from `startsAt` up to, not including, `endsAt`, in epoch milliseconds. */
export interface Stretch {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Sorted, apart from each other, none empty: what all functions here give, and take where they say so. */
export type Stretches = readonly Stretch[];

/** Sorts stretches and melts those that overlap or touch. Empty ones fall out. */
export function melt(stretches: readonly Stretch[]): Stretch[] {
  const melted: { startsAt: number; endsAt: number }[] = [];
  for (const { startsAt, endsAt } of stretches.toSorted((a, b) => a.startsAt - b.startsAt)) {
    if (startsAt >= endsAt) continue;
    const last = melted.at(-1);
    if (last && startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, endsAt);
    else melted.push({ startsAt, endsAt });
  }
  return melted;
}

/** What of the first stretches lies in none of the others. Both molten. */
export function without(stretches: Stretches, others: Stretches): Stretch[] {
  const left: Stretch[] = [];
  let next = 0;
  for (const { startsAt, endsAt } of stretches) {
    let from = startsAt;
    while (next < others.length && (others[next]?.endsAt ?? 0) <= from) next += 1;
    for (let at = next; at < others.length && (others[at]?.startsAt ?? 0) < endsAt; at += 1) {
      const other = others[at];
      if (!other) break;
      if (other.startsAt > from) left.push({ startsAt: from, endsAt: other.startsAt });
      from = Math.max(from, other.endsAt);
    }
    if (from < endsAt) left.push({ startsAt: from, endsAt });
  }
  return left;
}

/** Whether two stretches have an instant in common. */
export function overlap(one: Stretch, other: Stretch): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** Whether one of the stretches holds the whole of the wanted one. Molten. */
export function covers(stretches: Stretches, wanted: Stretch): boolean {
  return stretches.some(({ startsAt, endsAt }) => startsAt <= wanted.startsAt && wanted.endsAt <= endsAt);
}
