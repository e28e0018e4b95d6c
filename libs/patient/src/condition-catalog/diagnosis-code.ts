import { err, ok, parseCalendarDay, type CalendarDay, type Result } from '@spindle/kernel';
import { isValidOn, overlaps, type Dated } from '../reference-data/dated';
import { cellParts, readTable, type TableRow } from '../reference-data/table';

/** The code system of diagnoses, as FHIR names it. */
export const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';

/** An ICD-10-CM code as it was in a stretch of days, described in our own words. A heading is there, but cannot be billed. */
export interface DiagnosisCode extends Dated {
  readonly code: string;
  readonly text: string;
  readonly billable: boolean;
  /** Which codes came in its place when it ended. */
  readonly successors: readonly string[];
  /** Keys of the conditions it belongs to. */
  readonly conditions: readonly string[];
}

export interface DiagnosisCodeUnknownError { readonly kind: 'DiagnosisCodeUnknownError'; readonly message: string; readonly code: string }
export interface DiagnosisNotBillableError { readonly kind: 'DiagnosisNotBillableError'; readonly message: string; readonly code: string; readonly successors: readonly string[] }
export interface DiagnosisRetiredError { readonly kind: 'DiagnosisRetiredError'; readonly message: string; readonly code: string; readonly retiredAfter: CalendarDay; readonly successors: readonly string[] }
export interface DiagnosisNotYetValidError { readonly kind: 'DiagnosisNotYetValidError'; readonly message: string; readonly code: string; readonly validFrom: CalendarDay }

export type DiagnosisRefusal = DiagnosisCodeUnknownError | DiagnosisNotBillableError | DiagnosisRetiredError | DiagnosisNotYetValidError;

/** ICD-10-CM codes of the catalogue, each with its stretches of days. */
export class DiagnosisCodes {
  readonly #byCode: ReadonlyMap<string, readonly DiagnosisCode[]>;

  constructor(readonly all: readonly DiagnosisCode[]) {
    this.#byCode = Map.groupBy(all, ({ code }) => code);
  }

  /** Codes of a condition that can be billed on a day, in the order of the codes. */
  billableOf(condition: string, day: CalendarDay): readonly DiagnosisCode[] {
    return this.all.filter((each) => each.billable && each.conditions.includes(condition) && isValidOn(each, day));
  }

  /** The code as it can be billed on this day, or why it cannot be and what to use instead. */
  check(typed: string, day: CalendarDay): Result<DiagnosisCode, DiagnosisRefusal> {
    const code = typed.trim().toUpperCase();
    const rows = this.#byCode.get(code) ?? [];
    const billable = rows.filter((row) => row.billable);
    const present = billable.find((row) => isValidOn(row, day));
    if (present) return ok(present);
    const last = billable.filter(({ validThrough }) => validThrough !== null && validThrough < day).at(-1);
    if (last?.validThrough) return err(retired(last, last.validThrough));
    if (rows.some((row) => !row.billable && isValidOn(row, day))) return err(heading(code, this.#below(code, day)));
    const coming = billable[0];
    if (coming) return err({ kind: 'DiagnosisNotYetValidError', message: `${code} is valid from ${coming.validFrom} on.`, code, validFrom: coming.validFrom });
    return err({ kind: 'DiagnosisCodeUnknownError', message: 'The catalogue holds no such ICD-10-CM code. Look it up under its condition.', code });
  }

  #below(heading: string, day: CalendarDay): readonly string[] {
    return this.all.filter((each) => each.billable && each.code.startsWith(heading) && isValidOn(each, day)).map(({ code }) => code);
  }
}

function retired({ code, successors }: DiagnosisCode, retiredAfter: CalendarDay): DiagnosisRetiredError {
  return { kind: 'DiagnosisRetiredError', message: `${code} ended on ${retiredAfter}. Use ${successors.join(', ') || 'another code'}.`, code, retiredAfter, successors };
}

function heading(code: string, successors: readonly string[]): DiagnosisNotBillableError {
  return { kind: 'DiagnosisNotBillableError', message: `${code} is a heading and cannot be billed. Use ${successors.join(', ') || 'a code below it'}.`, code, successors };
}

const COLUMNS = ['code', 'text', 'billable', 'valid_from', 'valid_through', 'successors', 'conditions'] as const;
const CODE = /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/;

/** Reads the table of codes; what is wrong with it is told in `flaws`, one sentence each. */
export function readDiagnosisCodes(file: { readonly name: string; readonly text: string }, flaws: string[]): DiagnosisCodes {
  const codes = readTable(file, COLUMNS, flaws).map((row) => toCode(row, flaws)).sort((one, other) => (`${one.code} ${one.validFrom}` < `${other.code} ${other.validFrom}` ? -1 : 1));
  const known = new Set(codes.map(({ code }) => code));
  for (const { code, successors } of codes) flaws.push(...successors.filter((each) => !known.has(each)).map((each) => `${file.name}: ${code} names the successor ${each}, which is not there.`));
  for (const [code, rows] of Map.groupBy(codes, (each) => each.code)) if (overlaps(rows).length > 0) flaws.push(`${file.name}: ${code} is there twice on one day.`);
  return new DiagnosisCodes(codes);
}

function toCode({ cells, place }: TableRow<(typeof COLUMNS)[number]>, flaws: string[]): DiagnosisCode {
  const validFrom = parseCalendarDay(cells.valid_from);
  const validThrough = cells.valid_through === '' ? null : parseCalendarDay(cells.valid_through);
  const checks: readonly (readonly [boolean, string])[] = [
    [CODE.test(cells.code), 'the code must be such as M54.50'],
    [cells.text !== '' && cells.conditions !== '', 'text and conditions must not be empty'],
    [['yes', 'no'].includes(cells.billable), 'billable must be yes or no'],
    [validFrom !== null && (cells.valid_through === '' || validThrough !== null), 'the days must be such as 2026-01-31'],
  ];
  flaws.push(...checks.filter(([holds]) => !holds).map(([, what]) => `${place}: ${what}.`));
  return {
    code: cells.code, text: cells.text, billable: cells.billable === 'yes', validFrom: validFrom ?? ('0001-01-01' as CalendarDay), validThrough,
    successors: cellParts(cells.successors), conditions: cellParts(cells.conditions),
  };
}
