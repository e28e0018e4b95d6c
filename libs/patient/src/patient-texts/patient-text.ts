import type { CalendarDay } from '@spindle/kernel';
import { isValidOn, overlaps, type Dated } from '../reference-data/dated';
import { DefinitionReader } from '../reference-data/definition-reader';

/** A text for patients in plain words. Written by us; a clinician must confirm it before real use. */
export interface PatientText extends Dated {
  readonly key: string;
  readonly version: number;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly confirmedBy: string | null;
}

/** When a section belongs on the sheet. */
export type AftercareCondition =
  | { readonly kind: 'ALWAYS' }
  /** A treated muscle lies over the lungs. */
  | { readonly kind: 'THORACIC' }
  /** The screening's answer to this question is not clear. */
  | { readonly kind: 'FINDING'; readonly question: string }
  /** No such answer: the section is for everybody else. */
  | { readonly kind: 'NO_FINDING'; readonly question: string };

/** A part of the aftercare sheet. `{places}` in a paragraph stands for the treated parts of the body. */
export interface AftercareSectionText {
  readonly key: string;
  readonly heading: string;
  readonly condition: AftercareCondition;
  readonly paragraphs: readonly string[];
}

export interface AftercareText extends Dated {
  readonly version: number;
  readonly title: string;
  readonly confirmedBy: string | null;
  readonly sections: readonly AftercareSectionText[];
}

/** All texts for patients in all their versions. */
export class PatientTexts {
  constructor(readonly all: readonly PatientText[], readonly aftercare: readonly AftercareText[]) {}

  /** Those in force on a day, by key. */
  on(day: CalendarDay): readonly PatientText[] {
    return this.all.filter((text) => isValidOn(text, day));
  }

  aftercareOn(day: CalendarDay): AftercareText | null {
    return this.aftercare.find((text) => isValidOn(text, day)) ?? null;
  }
}

const PLACEHOLDERS = new Set(['{places}']);

/** Reads texts (`education…`) and aftercare sheets (`aftercare…`); what is wrong with them is told in `flaws`, one sentence each. */
export function readPatientTexts(files: readonly { readonly name: string; readonly content: unknown }[], flaws: string[]): PatientTexts {
  const [sheets, others] = [files.filter(({ name }) => name.startsWith('aftercare')), files.filter(({ name }) => !name.startsWith('aftercare'))];
  const aftercare = readEach(sheets, readAftercare, flaws);
  const texts = readEach(others, readText, flaws).sort((one, other) => (one.key < other.key ? -1 : 1));
  if (overlaps(aftercare).length > 0) flaws.push('texts: two versions of the aftercare sheet are in force on one day.');
  for (const [key, versions] of Map.groupBy(texts, (text) => text.key)) if (overlaps(versions).length > 0) flaws.push(`texts: two versions of ${key} are in force on one day.`);
  return new PatientTexts(texts, aftercare);
}

function readEach<T>(files: readonly { readonly name: string; readonly content: unknown }[], read: (reader: DefinitionReader) => T, flaws: string[]): T[] {
  return files.map(({ name, content }) => {
    const reader = new DefinitionReader(content, name, flaws);
    const text = read(reader);
    reader.finish();
    return text;
  });
}

function readText(reader: DefinitionReader): PatientText {
  return { key: reader.text('key'), ...readHead(reader), paragraphs: readParagraphs(reader) };
}

function readAftercare(reader: DefinitionReader): AftercareText {
  return {
    ...readHead(reader),
    sections: reader.list('sections', (each) => ({ key: each.text('key'), heading: each.text('heading'), condition: each.object('condition', readCondition), paragraphs: readParagraphs(each) })),
  };
}

function readHead(reader: DefinitionReader): Pick<PatientText, 'version' | 'title' | 'validFrom' | 'validThrough' | 'confirmedBy'> {
  return { version: reader.integer('version', [1, 1_000]), title: reader.text('title'), validFrom: reader.day('validFrom'), validThrough: reader.dayOrNull('validThrough'), confirmedBy: reader.textOrNull('confirmedBy') };
}

function readCondition(reader: DefinitionReader): AftercareCondition {
  const kind = reader.oneOf('kind', ['ALWAYS', 'THORACIC', 'FINDING', 'NO_FINDING']);
  return kind === 'FINDING' || kind === 'NO_FINDING' ? { kind, question: reader.text('question') } : { kind };
}

function readParagraphs(reader: DefinitionReader): readonly string[] {
  const paragraphs = reader.texts('paragraphs');
  const unknown = paragraphs.flatMap((paragraph) => paragraph.match(/\{[^}]*\}/g) ?? []).find((placeholder) => !PLACEHOLDERS.has(placeholder));
  if (unknown) reader.refuse('paragraphs', `holds the unknown placeholder ${unknown}`);
  return paragraphs;
}
