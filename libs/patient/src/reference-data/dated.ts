import type { CalendarDay } from '@spindle/kernel';

/** Holds from a day through a day, both included; `validThrough` null: until further notice. */
export interface Dated {
  readonly validFrom: CalendarDay;
  readonly validThrough: CalendarDay | null;
}

export function isValidOn({ validFrom, validThrough }: Dated, day: CalendarDay): boolean {
  return validFrom <= day && (validThrough === null || day <= validThrough);
}

/** Pairs of these that hold on one day: dated rows of one thing must not. */
export function overlaps<T extends Dated>(rows: readonly T[]): readonly (readonly [T, T])[] {
  const inOrder = [...rows].sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
  return inOrder.flatMap((row, index) => {
    const next = inOrder[index + 1];
    return next && (row.validThrough === null || row.validThrough >= next.validFrom) ? [[row, next] as const] : [];
  });
}
