/** Usage in an implementation guide: required, situational, or not used. */
export type Usage = 'R' | 'S';

/** X12 element types: text, code, date, time, decimal, integer. */
export type ElementType = 'AN' | 'ID' | 'DT' | 'TM' | 'R' | 'N0';

/** How an element stands in the typed model. */
export type ElementKind = 'text' | 'money' | 'count' | 'composite' | 'list' | 'repeated' | 'groups' | 'fixed';

/**
 * One data element of a segment (or component of a composite). `Value` is its type in the model, `never` when the writer sets it alone;
 * `Needed` says whether the model always has it.
 */
export interface ElementDefinition<Value = unknown, Needed extends boolean = boolean> {
  readonly kind: ElementKind;
  /** Ordinal of the (first) element, 1-based. */
  readonly at: number;
  readonly usage: Usage;
  readonly needed: Needed;
  readonly type: ElementType;
  /** Shortest and longest length in characters. */
  readonly min: number;
  readonly max: number;
  /** Allowed codes, where the list is short and public. */
  readonly codes?: readonly string[];
  /** The codes decide whether a segment is this one: NM101, HL03. */
  readonly key?: boolean;
  /** Fields of a composite or of one group, numbered from 1. */
  readonly fields?: Fields;
  /** What is repeated in a list or by the repetition separator. */
  readonly each?: ElementDefinition;
  /** How often a list or a group may come. */
  readonly times?: number;
  /** Box of the CMS-1500 (02/12) form. */
  readonly box?: string;
  /** Only for the compiler: the type in the model. */
  readonly value?: Value;
}

/** Elements by their name in the model, in the order of the segment. */
export interface Fields {
  readonly [name: string]: ElementDefinition;
}

/** How a part stands in its loop's model: one, a list, or not at all because the writer makes it. */
export type Cardinality = 'one' | 'many' | 'made';

/** How the writer makes a segment that the model does not hold. */
export type Making = 'hierarchy' | 'counter' | 'bracket';

/** A segment at its place in a loop. */
export interface SegmentDefinition<F extends Fields = Fields, C extends Cardinality = Cardinality> {
  readonly part: 'segment';
  readonly id: string;
  readonly usage: Usage;
  readonly max: number;
  readonly fields: F;
  readonly cardinality: C;
  readonly making?: Making;
  /** For a bracket (LS, LE): the part that it encloses. */
  readonly around?: string;
}

/** A loop: its first segment (whose fields stand in the loop's own model) and its parts in order. */
export interface LoopDefinition<H extends Fields = Fields, P extends Parts = Parts, C extends Cardinality = Cardinality> {
  readonly part: 'loop';
  readonly id: string;
  /** In plain words. */
  readonly title: string;
  readonly usage: Usage;
  readonly max: number;
  readonly head: SegmentDefinition<H>;
  readonly parts: P;
  readonly cardinality: C;
}

/** Parts by their name in the model, in the order of the guide. */
export interface Parts {
  readonly [name: string]: SegmentDefinition | LoopDefinition;
}

/** A transaction set of one implementation guide. */
export interface Guide<P extends Parts = Parts> {
  /** ST01. */
  readonly transaction: string;
  /** What is written in GS08 (and ST03). */
  readonly version: string;
  /** Beginnings of GS08 or ST03 that are read by this guide. */
  readonly reads: readonly string[];
  /** GS01. */
  readonly functionalGroup: string;
  readonly title: string;
  readonly root: LoopDefinition<Fields, P>;
  /** Loop that readers pass on one by one. */
  readonly unit: string;
}

/** A number of repetitions that the guide does not bound. */
export const unbounded = 1_000_000_000;
