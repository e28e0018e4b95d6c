import { DefinitionReader } from '../reference-data/definition-reader';

export const SCORINGS = ['SUM', 'PERCENT_OF_POSSIBLE', 'MEAN'] as const;
/** How answers become a score: their sum, the percentage of what was possible (one decimal), or their mean (one decimal). */
export type Scoring = (typeof SCORINGS)[number];

export const MISSING_RULES = ['ALL_REQUIRED', 'LEAVE_OUT', 'PRORATE'] as const;
/** What a missing answer does: refuse the whole; leave the item out of what was possible; or stand for the mean of the others. */
export type MissingRule = (typeof MISSING_RULES)[number];

export const DIRECTIONS = ['LOWER_IS_BETTER', 'HIGHER_IS_BETTER'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** One question of an instrument. `text` is null where the wording is owned and the clinic has not supplied it. */
export interface MeasureItem {
  readonly number: number;
  readonly least: number;
  readonly most: number;
  readonly text: string | null;
}

/** A change that a study found to matter (MCID) or to be beyond error of measurement (MDC), in points of the score. */
export interface ChangeThreshold {
  readonly kind: 'MCID' | 'MDC';
  readonly value: number;
  readonly population: string;
  readonly source: string;
}

/** An outcome measure as its definition file says. */
export interface OutcomeMeasure {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly scoring: Scoring;
  readonly missing: { readonly rule: MissingRule; readonly most: number };
  readonly direction: Direction;
  /** Whether we may ship the wording, or the clinic supplies it. */
  readonly wording: 'OURS' | 'CLINIC_SUPPLIES';
  readonly licence: string;
  readonly source: string;
  /** The clinician who confirmed definition and thresholds; null: nobody yet. */
  readonly confirmedBy: string | null;
  readonly items: readonly MeasureItem[];
  readonly thresholds: readonly ChangeThreshold[];
}

/** The outcome measures by code. */
export class OutcomeMeasures {
  readonly #byCode: ReadonlyMap<string, OutcomeMeasure>;

  constructor(readonly all: readonly OutcomeMeasure[]) {
    this.#byCode = new Map(all.map((measure) => [measure.code, measure]));
  }

  find(code: string): OutcomeMeasure | null {
    return this.#byCode.get(code) ?? null;
  }
}

/** A definition file: its name and what its JSON says. */
export interface DefinitionFile {
  readonly name: string;
  readonly content: unknown;
}

/** Reads a definition strictly; what is wrong with it is told in `flaws`, one sentence each. */
export function readOutcomeMeasure({ name: file, content }: DefinitionFile, flaws: string[]): OutcomeMeasure {
  const reader = new DefinitionReader(content, file, flaws);
  const measure: OutcomeMeasure = {
    code: reader.text('code'), version: reader.integer('version', [1, 1_000]), name: reader.text('name'), scoring: reader.oneOf('scoring', SCORINGS),
    missing: reader.object('missing', (each) => ({ rule: each.oneOf('rule', MISSING_RULES), most: each.integer('most', [0, 50]) })), direction: reader.oneOf('direction', DIRECTIONS), wording: reader.oneOf('wording', ['OURS', 'CLINIC_SUPPLIES']),
    licence: reader.text('licence'), source: reader.text('source'), confirmedBy: reader.textOrNull('confirmedBy'),
    items: reader.list('items', readItem), thresholds: reader.list('thresholds', readThreshold),
  };
  reader.finish();
  flaws.push(...measureFlaws(measure).map((flaw) => `${file}: ${flaw}`));
  return measure;
}

function readItem(reader: DefinitionReader): MeasureItem {
  return { number: reader.integer('number', [1, 200]), least: reader.integer('least', [-100, 100]), most: reader.integer('most', [-100, 100]), text: reader.textOrNull('text') };
}

function readThreshold(reader: DefinitionReader): ChangeThreshold {
  return { kind: reader.oneOf('kind', ['MCID', 'MDC']), value: reader.number('value', [0.01, 1_000]), population: reader.text('population'), source: reader.text('source') };
}

/** What does not fit together in a definition. */
function measureFlaws({ code, scoring, missing, items, wording }: OutcomeMeasure): readonly string[] {
  const flaws: readonly (readonly [boolean, string])[] = [
    [/^[A-Z][A-Z0-9-]{1,19}$/.test(code), 'the code must be 2 to 20 capitals, digits and hyphens.'],
    [items.length > 0, 'there must be at least one item.'],
    [items.every(({ number }, index) => number === index + 1), 'the items must be numbered 1, 2, 3 and so on.'],
    [items.every(({ least, most }) => least < most), 'each item must have a `least` below its `most`.'],
    [missing.rule === 'ALL_REQUIRED' ? missing.most === 0 : missing.most >= 1 && missing.most < items.length, 'the most items that may be missing must fit the rule: 0 where all are required, else at least 1 and not all.'],
    [!(scoring === 'SUM' && missing.rule === 'LEAVE_OUT'), 'a sum cannot leave items out: it would shrink. Use PRORATE, or score in percent.'],
    [scoring !== 'PERCENT_OF_POSSIBLE' || items.every(({ least }) => least === 0), 'a percentage of what is possible needs items that begin at 0.'],
    [wording === 'OURS' || items.every(({ text }) => text === null), 'a wording that is owned by others must not be here: the clinic supplies it.'],
    [wording === 'CLINIC_SUPPLIES' || items.every(({ text }) => text !== null), 'each item needs its text.'],
  ];
  return flaws.filter(([holds]) => !holds).map(([, flaw]) => flaw);
}

/** The measure in the clinic's own wording, read from its file; what does not fit is told in `flaws`. */
export function withWording(measure: OutcomeMeasure, { name: file, content }: DefinitionFile, flaws: string[]): OutcomeMeasure {
  const reader = new DefinitionReader(content, file, flaws);
  reader.oneOf('code', [measure.code]);
  const texts = new Map(reader.list('items', (each) => [each.integer('number', [1, 200]), each.text('text')] as const));
  reader.finish();
  const numbers = measure.items.map(({ number }) => number);
  const missing = numbers.filter((number) => !texts.has(number));
  const unknown = [...texts.keys()].filter((number) => !numbers.includes(number));
  if (missing.length > 0) flaws.push(`${file}: there is no wording for item ${missing.join(', ')}.`);
  if (unknown.length > 0) flaws.push(`${file}: ${measure.code} has no item ${unknown.join(', ')}.`);
  return { ...measure, items: measure.items.map((item) => ({ ...item, text: texts.get(item.number) ?? item.text })) };
}
