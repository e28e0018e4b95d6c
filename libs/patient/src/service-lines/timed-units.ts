/** Minutes of one timed code. */
export interface TimedMinutes {
  readonly code: string;
  readonly minutes: number;
}

export interface TimedUnits {
  /** Minutes of all timed codes together. */
  readonly minutes: number;
  readonly units: number;
  readonly byCode: readonly { readonly code: string; readonly units: number }[];
}

const UNIT_MINUTES = 15;
/** From so many minutes on, what is begun counts as a unit. */
const LEAST_MINUTES = 8;

/** Units of so many minutes: none below eight, then one for each fifteen begun by at least eight. */
export function unitsOf(minutes: number): number {
  return minutes < LEAST_MINUTES ? 0 : Math.floor((minutes + UNIT_MINUTES - LEAST_MINUTES) / UNIT_MINUTES);
}

/**
 * Units by the Medicare eight-minute rule (Claims Processing Manual, ch. 5 § 20.2): all timed minutes of the day make
 * the total; each code gets its full quarters, what is left goes one by one to the largest rests, then to the most minutes.
 */
export function medicareUnits(lines: readonly TimedMinutes[]): TimedUnits {
  const byCode = mergeCodes(lines);
  const minutes = byCode.reduce((sum, line) => sum + line.minutes, 0);
  const units = unitsOf(minutes);
  const whole = byCode.map((line) => ({ ...line, units: Math.floor(line.minutes / UNIT_MINUTES) }));
  const left = units - whole.reduce((sum, line) => sum + line.units, 0);
  const first = new Set([...whole].sort(byRest).slice(0, Math.max(0, left)).map(({ code }) => code));
  return { minutes, units, byCode: whole.map(({ code, units: full }) => ({ code, units: full + (first.has(code) ? 1 : 0) })) };
}

/** Units by the AMA's rule of eights, which most commercial plans use: each code by itself. */
export function amaUnits(lines: readonly TimedMinutes[]): TimedUnits {
  const byCode = mergeCodes(lines);
  const units = byCode.map(({ code, minutes }) => ({ code, units: unitsOf(minutes) }));
  return { minutes: byCode.reduce((sum, line) => sum + line.minutes, 0), units: units.reduce((sum, line) => sum + line.units, 0), byCode: units };
}

function mergeCodes(lines: readonly TimedMinutes[]): readonly TimedMinutes[] {
  const minutes = new Map<string, number>();
  for (const line of lines) minutes.set(line.code, (minutes.get(line.code) ?? 0) + line.minutes);
  return [...minutes].map(([code, sum]) => ({ code, minutes: sum })).sort((one, other) => one.code.localeCompare(other.code));
}

function byRest(one: TimedMinutes, other: TimedMinutes): number {
  return (other.minutes % UNIT_MINUTES) - (one.minutes % UNIT_MINUTES) || other.minutes - one.minutes;
}
