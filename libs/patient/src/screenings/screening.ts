import { addDays, err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { PractitionerRequiredError } from '../practitioner';
import type { AnswerEffect, QuestionSet, QuestionSetKey, ScreeningQuestion } from './question-set';

/** An answer in force: which option, and the day on which it was given. */
export interface ScreeningAnswer {
  readonly question: string;
  readonly option: string;
  readonly answeredOn: CalendarDay;
}

/** An answer that is not clear, in the words of the version that asked. */
export interface ScreeningFinding {
  readonly question: string;
  readonly option: string;
  readonly effect: Exclude<AnswerEffect, 'CLEAR'>;
  readonly text: string;
  readonly advice: string;
}

/** What a practitioner decided about a screening that stops treatment. */
export interface ScreeningDecision {
  readonly decision: 'OVERRIDDEN' | 'REFUSED';
  readonly reason: string;
  readonly practitionerId: Id<'Practitioner'>;
  readonly decidedAt: Date;
}

/** The questions of a set as one patient answered them: those asked now, and earlier answers that still hold. */
export interface Screening {
  readonly id: Id<'Screening'>;
  readonly patientId: Id<'Patient'>;
  readonly encounterId: Id<'Encounter'> | null;
  readonly questionSet: QuestionSetKey;
  readonly questionSetVersion: number;
  readonly answers: readonly ScreeningAnswer[];
  readonly findings: readonly ScreeningFinding[];
  readonly outcome: AnswerEffect;
  readonly answeredOn: CalendarDay;
  readonly answeredAt: Date;
  readonly recordedBy: Id<'Person'>;
  readonly decision: ScreeningDecision | null;
}

export interface UnknownQuestionError { readonly kind: 'UnknownQuestionError'; readonly message: string; readonly question: string }
export interface UnknownAnswerError { readonly kind: 'UnknownAnswerError'; readonly message: string; readonly question: string; readonly options: readonly string[] }
export interface QuestionsUnansweredError { readonly kind: 'QuestionsUnansweredError'; readonly message: string; readonly questions: readonly string[] }
export type AnswersRefusal = UnknownQuestionError | UnknownAnswerError | QuestionsUnansweredError;

/** What was answered now, after what was answered before, on a day. */
export interface AnswersGiven {
  readonly given: readonly { readonly question: string; readonly option: string }[];
  readonly previous: Screening | null;
  readonly day: CalendarDay;
}

export type Answered = Pick<Screening, 'answers' | 'findings' | 'outcome' | 'decision'>;

/** From the mildest to the gravest. */
const GRAVITY: readonly AnswerEffect[] = ['CLEAR', 'CAUTION', 'STOP', 'REFER_OUT'];

/** Joins new answers with those that still hold. Every question of the set must be answered then. */
export function answerQuestions(set: QuestionSet, { given, previous, day }: AnswersGiven): Result<Answered, AnswersRefusal> {
  const flaw = given.map((answer) => answerFlaw(set, answer)).find((each) => each !== null);
  if (flaw) return err(flaw);
  const twice = given.find(({ question }, at) => given.findIndex((each) => each.question === question) !== at);
  if (twice) return err({ kind: 'UnknownAnswerError', message: `${twice.question} is answered twice: send one answer.`, question: twice.question, options: [] });
  const fresh = new Map(given.map(({ question, option }) => [question, { question, option, answeredOn: day }]));
  const held = previous?.answers.filter((answer) => holds(set, answer, day)) ?? [];
  const answers = set.questions.map(({ key }) => fresh.get(key) ?? held.find(({ question }) => question === key)).filter((answer) => answer !== undefined);
  const unanswered = unansweredOf(set, answers);
  if (unanswered.length > 0) return err({ kind: 'QuestionsUnansweredError', message: `Ask these questions too: ${unanswered.join(', ')}.`, questions: unanswered });
  const findings = answers.flatMap((answer) => findingOf(set, answer));
  const outcome = findings.map(({ effect }) => effect).reduce<AnswerEffect>((gravest, effect) => (GRAVITY.indexOf(effect) > GRAVITY.indexOf(gravest) ? effect : gravest), 'CLEAR');
  const isDecided = findings.filter(({ effect }) => isGrave(effect)).every(({ question }) => !fresh.has(question));
  return ok({ answers, findings, outcome, decision: isDecided && isGrave(outcome) ? (previous?.decision ?? null) : null });
}

function answerFlaw({ questions, name }: QuestionSet, { question: key, option }: { readonly question: string; readonly option: string }): AnswersRefusal | null {
  const question = questions.find((each) => each.key === key);
  if (!question) return { kind: 'UnknownQuestionError', message: `"${name}" does not ask ${key}.`, question: key };
  const options = question.options.map((each) => each.key);
  return options.includes(option) ? null : { kind: 'UnknownAnswerError', message: `${key} takes one of: ${options.join(', ')}.`, question: key, options };
}

/** Whether an answer of before need not be asked for again on a day. */
function holds(set: QuestionSet, { question: key, option, answeredOn }: ScreeningAnswer, day: CalendarDay): boolean {
  const question = set.questions.find((each) => each.key === key);
  if (!question?.options.some((each) => each.key === option) || answeredOn > day) return false;
  return question.everyVisit ? answeredOn === day : day < addDays(answeredOn, set.answersHoldDays);
}

function unansweredOf({ questions }: QuestionSet, answers: readonly ScreeningAnswer[]): readonly string[] {
  return questions.map(({ key }) => key).filter((key) => !answers.some(({ question }) => question === key));
}

function findingOf({ questions }: QuestionSet, { question: key, option }: ScreeningAnswer): readonly ScreeningFinding[] {
  const question = questions.find((each) => each.key === key);
  const effect = question?.options.find((each) => each.key === option)?.effect;
  return question && effect && effect !== 'CLEAR' ? [{ question: key, option, effect, text: question.text, advice: question.advice }] : [];
}

export function isGrave(effect: AnswerEffect): boolean {
  return effect === 'STOP' || effect === 'REFER_OUT';
}

export interface AskedTooLateError { readonly kind: 'AskedTooLateError'; readonly message: string }

/** The visit for which questions are asked. */
export interface AskedVisit {
  readonly status: string;
  /** When its first needle was written down; null where none was. */
  readonly needledAt: Date | null;
  readonly period: { readonly end: Date | null };
}

/** Refuses answers at an instant at which the treatment of their visit has begun to be written down, or the visit is over. */
export function refuseLateAnswers(visit: AskedVisit | null, now: Date): AskedTooLateError | null {
  if (visit?.needledAt && visit.needledAt <= now) return { kind: 'AskedTooLateError', message: 'The needles of this visit are written down: these questions are asked before them. Sign with a reason for what was not asked.' };
  const isOver = visit !== null && (visit.status !== 'IN_PROGRESS' || (visit.period.end !== null && visit.period.end <= now));
  return isOver ? { kind: 'AskedTooLateError', message: 'The treatment of this visit is over: these questions are asked before it.' } : null;
}

/** The last instant at which what precedes the treatment of a visit could be answered or signed; null: it can still be. */
export function answerableUntil({ needledAt, period }: Omit<AskedVisit, 'status'>): Date | null {
  return needledAt ?? period.end;
}

/**
 * Where a screening stands on a day. `NOT_ASKED`, `EXPIRED` and `ASK_AGAIN` (only what is asked at every visit is
 * missing) want answers to `questions`; `STOPPED` and `REFERRED_OUT` want a practitioner's decision; `CURRENT` lets the treatment begin.
 */
export type ScreeningState = 'NOT_ASKED' | 'EXPIRED' | 'ASK_AGAIN' | 'STOPPED' | 'REFERRED_OUT' | 'CURRENT';

export interface ScreeningStatus {
  readonly state: ScreeningState;
  readonly questionSet: QuestionSet;
  readonly screening: Screening | null;
  /** What is to be asked now. */
  readonly questions: readonly ScreeningQuestion[];
  /** For every screen of the visit. */
  readonly findings: readonly ScreeningFinding[];
}

/** Judges the patient's last screening for a day, against the version in force on that day. */
export function screeningOn(set: QuestionSet, screening: Screening | null, day: CalendarDay): ScreeningStatus {
  const answers = screening?.answers.filter((answer) => holds(set, answer, day)) ?? [];
  const unanswered = unansweredOf(set, answers);
  const questions = set.questions.filter(({ key }) => unanswered.includes(key));
  return { state: stateOf(screening, questions), questionSet: set, screening, questions, findings: screening?.findings ?? [] };
}

function stateOf(screening: Screening | null, questions: readonly ScreeningQuestion[]): ScreeningState {
  if (!screening) return 'NOT_ASKED';
  if (questions.length > 0) return questions.every(({ everyVisit }) => everyVisit) ? 'ASK_AGAIN' : 'EXPIRED';
  if (screening.decision?.decision === 'OVERRIDDEN' || !isGrave(screening.outcome)) return 'CURRENT';
  return screening.outcome === 'STOP' ? 'STOPPED' : 'REFERRED_OUT';
}

export interface ReasonRequiredError { readonly kind: 'ReasonRequiredError'; readonly message: string }
export interface NothingToDecideError { readonly kind: 'NothingToDecideError'; readonly message: string }

/** A decision is never written over. */
export const DECIDED_BEFORE: NothingToDecideError = { kind: 'NothingToDecideError', message: 'This was decided before, and stays as it was. To decide anew, ask the questions again.' };

/** The longest reason, in characters. */
const REASON_LENGTH = 1_000;

/** A practitioner overrides a stop with a reason, or refuses the treatment. */
export function decide(screening: Screening, decision: Omit<ScreeningDecision, 'practitionerId'> & { readonly practitionerId: Id<'Practitioner'> | null }): Result<Screening, ReasonRequiredError | NothingToDecideError | PractitionerRequiredError> {
  const { practitionerId } = decision;
  const reason = decision.reason.trim();
  if (practitionerId === null) return err({ kind: 'PractitionerRequiredError', message: 'Only a practitioner decides this. Sign in as one.' });
  if (!isGrave(screening.outcome)) return err({ kind: 'NothingToDecideError', message: 'This screening does not stop the treatment.' });
  if (screening.decision) return err(DECIDED_BEFORE);
  if (reason === '' || reason.length > REASON_LENGTH) return err({ kind: 'ReasonRequiredError', message: `Give the reason, in at most ${REASON_LENGTH} characters.` });
  return ok({ ...screening, decision: { ...decision, practitionerId, reason } });
}
