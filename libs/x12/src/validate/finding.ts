import type { Severity } from '../finding/finding';

/** Where in a claim a finding lies. */
export interface ClaimPlace {
  /** Loop identifier, for example 2300. */
  readonly loop: string;
  readonly segment: string;
  /** Element ordinal, 1-based. */
  readonly element?: number | undefined;
  /** Component ordinal, 1-based. */
  readonly component?: number | undefined;
  /** Ordinal of the service line, 1-based. */
  readonly line?: number | undefined;
  /** Box of the CMS-1500 (02/12), where there is one. */
  readonly box?: string | undefined;
}

/** Something that is wrong with a claim, or a rule that could not be tried. */
export interface ClaimFinding extends ClaimPlace {
  /** Stable name of the rule. `NOT_CHECKED` rules keep their name and have the severity `not-checked`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Why, in plain words. */
  readonly reason: string;
  /** What to do about it. */
  readonly action: string;
}

/** Reason and what to do. */
export type Words = readonly [reason: string, action: string];

/** A finding that stops the claim. */
export function error(rule: string, place: ClaimPlace, [reason, action]: Words): ClaimFinding {
  return { rule, severity: 'error', ...place, reason, action };
}

/** A finding that the claim may go with. */
export function warning(rule: string, place: ClaimPlace, words: Words): ClaimFinding {
  return { ...error(rule, place, words), severity: 'warning' };
}

/** A rule whose context was not given. */
export function notChecked(rule: string, place: ClaimPlace, missing: string): ClaimFinding {
  return { rule, severity: 'not-checked', ...place, reason: `Not checked: ${missing} was not given.`, action: `Give ${missing}.` };
}

/** The element as it is spoken of: SV102, CLM05-3. */
export function elementName(place: ClaimPlace): string {
  if (place.element === undefined) return place.segment;
  const component = place.component === undefined ? '' : `-${place.component}`;
  return `${place.segment}${String(place.element).padStart(2, '0')}${component}`;
}
