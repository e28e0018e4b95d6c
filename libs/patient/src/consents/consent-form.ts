import type { CalendarDay } from '@spindle/kernel';
import { isValidOn, overlaps, type Dated } from '../reference-data/dated';
import { DefinitionReader } from '../reference-data/definition-reader';
import { PROCEDURES, type Procedure } from '../screenings/question-set';

/** Something the patient must know before the first treatment, and says to have understood. */
export interface InformationPoint {
  /** Never changes: consents keep it. */
  readonly key: string;
  readonly text: string;
}

/** A version of the text that is signed before a procedure, for the days on which it is in force. */
export interface ConsentForm extends Dated {
  readonly procedure: Procedure;
  readonly version: number;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly information: readonly InformationPoint[];
  /** The services that may not go on when the consent is withdrawn. */
  readonly serviceTypeCodes: readonly string[];
  /** For how many days a signature holds, its own day included. */
  readonly holdsDays: number;
  /** The age from which a person signs for themselves: state law. */
  readonly adultAge: number;
  /** The clinician who confirmed the text; null: nobody yet, and every screen says so. */
  readonly confirmedBy: string | null;
}

/** All consent forms in all their versions. */
export class ConsentForms {
  constructor(readonly all: readonly ConsentForm[]) {}

  /** The version in force on a day; null where the procedure needs none. */
  on(procedure: Procedure, day: CalendarDay): ConsentForm | null {
    return this.all.find((form) => form.procedure === procedure && isValidOn(form, day)) ?? null;
  }

  find(procedure: Procedure, version: number): ConsentForm | null {
    return this.all.find((form) => form.procedure === procedure && form.version === version) ?? null;
  }
}

/** Reads the forms, one version a file; what is wrong with them is told in `flaws`, one sentence each. */
export function readConsentForms(files: readonly { readonly name: string; readonly content: unknown }[], flaws: string[]): ConsentForms {
  const forms = files.map(({ name, content }) => {
    const reader = new DefinitionReader(content, name, flaws);
    const form = readForm(reader);
    reader.finish();
    return form;
  });
  for (const [procedure, versions] of Map.groupBy(forms, (form) => form.procedure)) {
    if (overlaps(versions).length > 0) flaws.push(`consent: two versions for ${procedure} are in force on one day.`);
  }
  return new ConsentForms(forms);
}

function readForm(reader: DefinitionReader): ConsentForm {
  return {
    procedure: reader.oneOf('procedure', PROCEDURES), version: reader.integer('version', [1, 1_000]), title: reader.text('title'),
    validFrom: reader.day('validFrom'), validThrough: reader.dayOrNull('validThrough'), paragraphs: reader.texts('paragraphs'),
    information: reader.list('information', (each) => ({ key: each.text('key'), text: each.text('text') })), serviceTypeCodes: reader.texts('serviceTypeCodes'),
    holdsDays: reader.integer('holdsDays', [1, 3_660]), adultAge: reader.integer('adultAge', [14, 21]), confirmedBy: reader.textOrNull('confirmedBy'),
  };
}
