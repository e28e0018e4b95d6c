import type { Day } from '../calendar/calendar';

/** What a code table says of a diagnosis on a day. */
export interface DiagnosisFacts {
  /** Whether the code may stand on a claim: it is complete (no further characters) and in force on that day. */
  readonly billable: boolean;
  readonly side?: 'right' | 'left' | 'both';
}

/** ICD-10-CM codes without dot, by day of service. */
export interface DiagnosisTable {
  /** Undefined where the code is in no release of the table. */
  find(code: string, day: Day): DiagnosisFacts | undefined;
}

/** Procedures with the modifiers that may stand with them. */
export interface ProcedureTable {
  /** Undefined where the code is not known on that day. `modifiers` undefined: any. */
  find(code: string, day: Day): { readonly modifiers?: ReadonlySet<string> } | undefined;
}

/** A line of this patient that was billed before. */
export interface EarlierLine {
  /** CCYYMMDD. */
  readonly date: Day;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** NPI of the rendering provider. */
  readonly rendering: string;
  /** REF*6R. */
  readonly controlNumber?: string;
  /** CLM01 of its claim: a claim that replaces or voids it does not duplicate it. */
  readonly claim?: string;
}

/** Something that this payer wants and the guide does not. */
export interface PayerRequirement {
  readonly loop: string;
  readonly segment: string;
  /** First element of the segment that must be there: REF*G1 has the qualifier G1. */
  readonly qualifier?: string;
  /** In plain words, for the finding. */
  readonly reason: string;
}

/** What the claim is judged against. A rule whose part is missing reports that it was not checked. */
export interface ValidationContext {
  readonly today?: Day;
  readonly diagnoses?: DiagnosisTable;
  readonly procedures?: ProcedureTable;
  /** When the patient is covered; without `to` it has no end. */
  readonly coverage?: { readonly from: Day; readonly to?: Day };
  /** Time for filing, from the first day of service. */
  readonly filing?: { readonly limit: number; readonly unit: 'days' | 'months' };
  /** Visits that an authorisation still allows; `required: false` where none is needed. */
  readonly authorisation?: { readonly required: boolean; readonly visitsLeft?: number };
  readonly earlierLines?: readonly EarlierLine[];
  readonly payerRequirements?: readonly PayerRequirement[];
}
