import type { Delimiters } from '../tokenizer/delimiters';

/** An interchange, from its ISA. Identifiers are without their padding. */
export interface Interchange {
  readonly senderQualifier: string;
  readonly sender: string;
  readonly receiverQualifier: string;
  readonly receiver: string;
  /** ISA09, YYMMDD. */
  readonly date: string;
  /** ISA10, HHMM. */
  readonly time: string;
  /** ISA12, for example 00501. */
  readonly version: string;
  /** ISA13. */
  readonly controlNumber: string;
  /** ISA15: P for production, T for test. */
  readonly usage: string;
  readonly delimiters: Delimiters;
}

/** A functional group, from its GS. */
export interface FunctionalGroup {
  /** GS01: HP for 835, HC for 837. */
  readonly functionalGroup: string;
  readonly sender: string;
  readonly receiver: string;
  /** GS04, CCYYMMDD. */
  readonly date: string;
  readonly time: string;
  /** GS06. */
  readonly controlNumber: string;
  /** GS08. */
  readonly version: string;
}

/** A transaction set, from its ST. */
export interface TransactionSet {
  /** ST01. */
  readonly transaction: string;
  /** ST02. */
  readonly controlNumber: string;
  /** ST03, or GS08 where ST03 is missing. */
  readonly version: string;
  /** Ordinal in the file, 1-based. */
  readonly ordinal: number;
  /** Ordinal of the ST segment in the file, 1-based. */
  readonly segment: number;
  /** Byte offset of the ST segment in the file. */
  readonly offset: number;
  readonly group: FunctionalGroup | undefined;
  readonly interchange: Interchange | undefined;
}
