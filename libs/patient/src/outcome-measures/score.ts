import { err, ok, type Result } from '@spindle/kernel';
import type { ChangeThreshold, Direction, MeasureItem, OutcomeMeasure } from './outcome-measure';

/** An answer by the number of its item; an item that is not here was not answered. */
export type Answers = ReadonlyMap<number, number>;

/** A score: its value in the measure's unit, and how it came to be. */
export interface Score {
  readonly value: number;
  /** Sum of the answers. */
  readonly points: number;
  /** The most that the answered items could have given. */
  readonly possible: number;
  readonly answered: number;
}

export interface UnknownItemError { readonly kind: 'UnknownItemError'; readonly message: string; readonly item: number }
export interface AnswerOutOfRangeError { readonly kind: 'AnswerOutOfRangeError'; readonly message: string; readonly item: number; readonly least: number; readonly most: number }
export interface AnswersMissingError { readonly kind: 'AnswersMissingError'; readonly message: string; readonly items: readonly number[] }
export type ScoreRefusal = UnknownItemError | AnswerOutOfRangeError | AnswersMissingError;

/** Scores the answers as the measure's definition says: nothing here knows one instrument from another. */
export function score(measure: OutcomeMeasure, answers: Answers): Result<Score, ScoreRefusal> {
  const flaw = [...answers].map(([number, answer]) => answerFlaw(measure, number, answer)).find((each) => each !== null);
  if (flaw) return err(flaw);
  const answered = measure.items.filter(({ number }) => answers.has(number));
  const missing = measure.items.filter(({ number }) => !answers.has(number)).map(({ number }) => number);
  if (missing.length > measure.missing.most) return err(tooFew(measure, missing));
  const points = answered.reduce((sum, { number }) => sum + (answers.get(number) ?? 0), 0);
  const possible = answered.reduce((sum, { most }) => sum + most, 0);
  return ok({ value: valueOf(measure, { points, possible, answered: answered.length }), points, possible, answered: answered.length });
}

function answerFlaw({ items, name }: OutcomeMeasure, number: number, answer: number): ScoreRefusal | null {
  const item = items.find((each) => each.number === number);
  if (!item) return { kind: 'UnknownItemError', message: `${name} has no item ${number}: its items are 1 to ${items.length}.`, item: number };
  return isPossible(item, answer) ? null : { kind: 'AnswerOutOfRangeError', message: `Item ${number} takes a whole number from ${item.least} to ${item.most}.`, item: number, least: item.least, most: item.most };
}

function isPossible({ least, most }: MeasureItem, answer: number): boolean {
  return Number.isInteger(answer) && answer >= least && answer <= most;
}

function tooFew({ name, missing: { rule, most } }: OutcomeMeasure, items: readonly number[]): AnswersMissingError {
  const allowed = rule === 'ALL_REQUIRED' ? 'needs an answer to every item' : `can be scored with at most ${most} unanswered`;
  return { kind: 'AnswersMissingError', message: `${name} ${allowed}. Ask for item ${items.join(', ')}.`, items };
}

function valueOf({ scoring, missing, items }: OutcomeMeasure, { points, possible, answered }: Omit<Score, 'value'>): number {
  if (scoring === 'PERCENT_OF_POSSIBLE') return toOneDecimal(points * 100, possible);
  if (scoring === 'MEAN') return toOneDecimal(points, answered);
  return missing.rule === 'PRORATE' ? toOneDecimal(points * items.length, answered) : points;
}

/** The quotient to one decimal, halves up. */
function toOneDecimal(dividend: number, divisor: number): number {
  return Math.round((dividend * 10) / divisor) / 10;
}

/** What a change is against one published threshold. */
export type ChangeVerdict = 'IMPROVED' | 'WORSENED' | 'BELOW_THRESHOLD';

export interface ChangeJudgement extends ChangeThreshold {
  readonly verdict: ChangeVerdict;
}

/** How far a score moved: positive is better whatever the measure's direction. One judgement per published threshold, since they differ. */
export interface Change {
  readonly improvement: number;
  readonly judgements: readonly ChangeJudgement[];
}

export function judgeChange({ direction, thresholds }: OutcomeMeasure, from: number, to: number): Change {
  const improvement = Math.round(improvementOf(direction, from, to) * 10) / 10;
  return { improvement, judgements: thresholds.map((threshold) => ({ ...threshold, verdict: verdictOf(improvement, threshold.value) })) };
}

function improvementOf(direction: Direction, from: number, to: number): number {
  return direction === 'HIGHER_IS_BETTER' ? to - from : from - to;
}

function verdictOf(improvement: number, threshold: number): ChangeVerdict {
  if (improvement >= threshold) return 'IMPROVED';
  return improvement <= -threshold ? 'WORSENED' : 'BELOW_THRESHOLD';
}
