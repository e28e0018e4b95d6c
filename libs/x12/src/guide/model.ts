import type { ElementDefinition, Fields, Guide, LoopDefinition, Parts, SegmentDefinition } from './definition';

type Flat<T> = { [K in keyof T]: T[K] } & {};
type ValueOf<E> = E extends ElementDefinition<infer Value, boolean> ? Value : never;
type Visible<F> = { [K in keyof F]: [ValueOf<F[K]>] extends [never] ? never : K }[keyof F];
type Needed<F> = { [K in Visible<F>]: F[K] extends { readonly needed: true } ? K : never }[Visible<F>];

/** The model of a segment or composite: needed elements always there (empty text when missing), others optional. */
export type FieldsModel<F> = Flat<{ [K in Needed<F>]: ValueOf<F[K]> } & { [K in Exclude<Visible<F>, Needed<F>>]?: ValueOf<F[K]> }>;

type PartModel<P> =
  P extends SegmentDefinition<infer F, infer C> ? (C extends 'many' ? FieldsModel<F>[] : FieldsModel<F>)
  : P extends LoopDefinition<infer H, infer Q, infer C> ? (C extends 'many' ? LoopModel<H, Q>[] : LoopModel<H, Q>)
  : never;

type ManyKeys<P> = { [K in keyof P]: P[K] extends { readonly cardinality: 'many' } ? K : never }[keyof P];
type OneKeys<P> = { [K in keyof P]: P[K] extends { readonly cardinality: 'one' } ? K : never }[keyof P];

type LoopModel<H, P> = Flat<FieldsModel<H> & { [K in ManyKeys<P>]: PartModel<P[K]> } & { [K in OneKeys<P>]?: PartModel<P[K]> }>;

/** The typed model of a guide, loop or segment, as it is read: lists always there, single parts optional. */
export type Model<D> =
  D extends Guide<infer P> ? LoopModel<Record<never, never>, P>
  : D extends LoopDefinition<infer H, infer P> ? LoopModel<H, P>
  : D extends SegmentDefinition<infer F> ? FieldsModel<F>
  : never;

type ListKeys<T> = { [K in keyof T]-?: NonNullable<T[K]> extends readonly unknown[] ? K : never }[keyof T];

/** A model as it is given to the writer: lists may be left out, and any iterable serves as a list. */
export type Draft<T> =
  T extends readonly (infer Item)[] ? Iterable<Draft<Item>>
  : T extends object ? Flat<{ [K in ListKeys<T>]?: Draft<NonNullable<T[K]>> } & { [K in keyof T as K extends ListKeys<T> ? never : K]: Draft<T[K]> }>
  : T;
