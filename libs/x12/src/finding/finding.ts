/** How much a finding weighs. `not-checked`: a rule could not run because its context was not given. */
export type Severity = 'error' | 'warning' | 'information' | 'not-checked';

/** Where in the bytes a finding lies. */
export interface Place {
  /** Ordinal of the segment in the whole file, 1-based; 0 for bytes outside every segment. */
  readonly segment: number;
  /** Offset of the segment's first byte (or of the unread bytes) in the file, 0-based. */
  readonly offset: number;
  /** Ordinal of the segment in its transaction set, ST = 1, as IK302 counts. */
  readonly position?: number;
  readonly segmentId?: string;
  /** Data element ordinal, 1-based: CLP03 has element 3. */
  readonly element?: number;
  /** Component ordinal inside a composite, 1-based. */
  readonly component?: number;
  /** Loop identifier of the implementation guide, for example 2110. */
  readonly loop?: string;
}

/** Something worth telling about what was read. Content never throws: it makes findings. */
export interface Finding {
  /** Stable name, upper case with underscores. */
  readonly code: string;
  readonly severity: Severity;
  /** The rule that it breaks, where there is a numbered one: B1 to B8. */
  readonly rule?: string;
  /** Plain words, with the exact figures. */
  readonly message: string;
  readonly place?: Place;
}

/** Receives findings in the order of the file. */
export type FindingSink = (finding: Finding) => void;

const QUOTED_LENGTH = 60;

/** Text from a file as it may stand in a message: short, and printable. */
export function quote(text: string): string {
  const cut = text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text;
  return `"${cut.replace(/[^\x20-\x7e…]/g, (unit) => `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
}
