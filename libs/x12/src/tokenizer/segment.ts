import type { Finding } from '../finding/finding';
import type { Delimiters } from './delimiters';

/** Which part of a segment an event carries; only a very long segment comes in parts. */
export type SegmentPart = 'whole' | 'first' | 'middle' | 'last';

/** One segment as elements of one code unit per byte. `lead + elements.join(element separator) + end` are its bytes. */
export interface Segment {
  readonly kind: 'segment';
  /** Segment identifier without blanks or line breaks, for example CLP. */
  readonly id: string;
  /** Element 0 is the identifier as it stands; composites and repetitions are not yet split. */
  readonly elements: readonly string[];
  /** Blanks and line breaks between the terminator before and the identifier. */
  readonly lead: string;
  /** The terminator found; empty where it is missing or where the next part continues. */
  readonly end: string;
  readonly part: SegmentPart;
  /** Ordinal in the file, 1-based. Parts of one segment share it. */
  readonly index: number;
  /** Byte offset of the identifier (or of the part) in the file. */
  readonly offset: number;
  /** No line break and no byte above 0x7F inside: the elements are their own text. */
  readonly plain: boolean;
  readonly delimiters: Delimiters;
}

/** Bytes outside every interchange, at most 64 KiB an event. */
export interface Unread {
  readonly kind: 'unread';
  readonly units: string;
  readonly offset: number;
}

/** A finding in its place among the other events. */
export interface FindingEvent {
  readonly kind: 'finding';
  readonly finding: Finding;
}

/** What the tokenizer passes on, in the order of the file. */
export type TokenEvent = Segment | Unread | FindingEvent;
