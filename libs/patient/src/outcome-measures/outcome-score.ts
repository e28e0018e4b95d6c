import type { CalendarDay, Id } from '@spindle/kernel';
import { judgeChange, type Change, type Score } from './score';
import type { OutcomeMeasure } from './outcome-measure';

/** One filling-in of an outcome measure, scored by the definition of its day. */
export interface OutcomeScore extends Omit<Score, 'answered'> {
  readonly id: Id<'OutcomeScore'>;
  readonly patientId: Id<'Patient'>;
  readonly encounterId: Id<'Encounter'> | null;
  readonly measureCode: string;
  readonly measureVersion: number;
  readonly answeredOn: CalendarDay;
  readonly answers: readonly { readonly item: number; readonly answer: number }[];
}

/** How the scores of one measure went, oldest first. */
export interface OutcomeTrend {
  readonly measure: OutcomeMeasure;
  readonly scores: readonly OutcomeScore[];
  readonly change: Change | null;
}

/** `scores` oldest first. */
export function trendOf(measure: OutcomeMeasure, scores: readonly OutcomeScore[]): OutcomeTrend {
  const [first, last] = [scores[0], scores.at(-1)];
  return { measure, scores, change: first && last && scores.length > 1 ? judgeChange(measure, first.value, last.value) : null };
}
