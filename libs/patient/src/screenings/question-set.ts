import type { CalendarDay } from '@spindle/kernel';
import { isValidOn, overlaps, type Dated } from '../reference-data/dated';
import { DefinitionReader } from '../reference-data/definition-reader';

/** What a treatment is, as far as screening and consent are concerned. */
export const PROCEDURES = ['NEEDLING', 'SPINAL_ADJUSTMENT', 'PHYSICAL_THERAPY'] as const;
export type Procedure = (typeof PROCEDURES)[number];

export const QUESTION_SET_KEYS = ['NEEDLING', 'SPINAL_ADJUSTMENT', 'RED_FLAGS'] as const;
export type QuestionSetKey = (typeof QUESTION_SET_KEYS)[number];

export const ANSWER_EFFECTS = ['CLEAR', 'CAUTION', 'STOP', 'REFER_OUT'] as const;
/** What an answer means: nothing; a caution; no treatment unless a practitioner overrides it; refer out before a plan may start. */
export type AnswerEffect = (typeof ANSWER_EFFECTS)[number];

export interface AnswerOption {
  readonly key: string;
  readonly text: string;
  readonly effect: AnswerEffect;
}

export interface ScreeningQuestion {
  /** Never changes: answers keep it. */
  readonly key: string;
  readonly text: string;
  readonly options: readonly AnswerOption[];
  /** Asked again at every visit, however recent the last answer. */
  readonly everyVisit: boolean;
  /** For the practitioner, when the answer is not clear. */
  readonly advice: string;
}

/** A version of the questions that are asked before a treatment, for the days on which it is in force. */
export interface QuestionSet extends Dated {
  readonly key: QuestionSetKey;
  readonly version: number;
  readonly name: string;
  readonly procedures: readonly Procedure[];
  /** The services that a stop rules out. */
  readonly serviceTypeCodes: readonly string[];
  /** For how many days an answer holds, the day it was given included. */
  readonly answersHoldDays: number;
  /** The clinician who confirmed the questions; null: nobody yet, and every screen says so. */
  readonly confirmedBy: string | null;
  readonly sources: readonly string[];
  readonly questions: readonly ScreeningQuestion[];
}

/** All question sets in all their versions. */
export class QuestionSets {
  constructor(readonly all: readonly QuestionSet[]) {}

  /** The version in force on a day. */
  on(key: QuestionSetKey, day: CalendarDay): QuestionSet | null {
    return this.all.find((set) => set.key === key && isValidOn(set, day)) ?? null;
  }

  /** The procedure that a service is, by the questions in force on a day; null where none are asked for it. */
  procedureOf(serviceTypeCode: string, day: CalendarDay): Procedure | null {
    return this.all.find((set) => set.serviceTypeCodes.includes(serviceTypeCode) && isValidOn(set, day))?.procedures[0] ?? null;
  }

  /** The sets that must be answered before the procedure, as in force on a day. */
  before(procedure: Procedure, day: CalendarDay): readonly QuestionSet[] {
    return this.all.filter((set) => set.procedures.includes(procedure) && isValidOn(set, day));
  }
}

/** Reads the sets, one version a file; what is wrong with them is told in `flaws`, one sentence each. */
export function readQuestionSets(files: readonly { readonly name: string; readonly content: unknown }[], sources: ReadonlyMap<string, string>, flaws: string[]): QuestionSets {
  const sets = files.map((file) => readQuestionSet(file, sources, flaws));
  for (const [key, versions] of Map.groupBy(sets, (set) => set.key)) {
    if (overlaps(versions).length > 0) flaws.push(`screening: two versions of ${key} are in force on one day.`);
  }
  return new QuestionSets(sets);
}

function readQuestionSet({ name: file, content }: { readonly name: string; readonly content: unknown }, sources: ReadonlyMap<string, string>, flaws: string[]): QuestionSet {
  const reader = new DefinitionReader(content, file, flaws);
  const set: QuestionSet = {
    key: reader.oneOf('key', QUESTION_SET_KEYS), version: reader.integer('version', [1, 1_000]), name: reader.text('name'),
    validFrom: reader.day('validFrom'), validThrough: reader.dayOrNull('validThrough'), procedures: reader.choices('procedures', PROCEDURES),
    serviceTypeCodes: reader.texts('serviceTypeCodes'), answersHoldDays: reader.integer('answersHoldDays', [1, 730]), confirmedBy: reader.textOrNull('confirmedBy'),
    sources: reader.choices('sources', [...sources.keys()]).map((source) => sources.get(source) ?? source), questions: reader.list('questions', readQuestion),
  };
  reader.finish();
  const keys = set.questions.map(({ key }) => key);
  flaws.push(...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${file}: the question ${key} is there twice.`));
  return set;
}

function readQuestion(reader: DefinitionReader): ScreeningQuestion {
  const question = {
    key: reader.text('key'), text: reader.text('text'), everyVisit: reader.boolean('everyVisit'), advice: reader.text('advice'),
    options: reader.list('options', (each) => ({ key: each.text('key'), text: each.text('text'), effect: each.oneOf('effect', ANSWER_EFFECTS) })),
  };
  if (!question.options.some(({ effect }) => effect === 'CLEAR')) reader.refuse('options', 'must hold an answer that is clear');
  return question;
}
