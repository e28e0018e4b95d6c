import type { LoopDefinition, SegmentDefinition } from '../guide/definition';
import { writeSegment, type WriteStyle } from './write-fields';

type Part = SegmentDefinition | LoopDefinition;
type Draft = Readonly<Record<string, unknown>>;

/** Where a loop began in what was written. */
export interface WrittenLoop {
  /** Loop identifier, for example 2400. */
  readonly loop: string;
  /** Ordinal of its first segment in the transaction set, ST = 1. */
  readonly position: number;
  /** The model that was written. */
  readonly model: object;
  /** Names and ordinals (0-based) from the outermost level, for example `billings[0].subscribers[0].claims[2]`. */
  readonly path: string;
}

/** State of one transaction set that is being written. */
export interface LoopWriting {
  readonly style: WriteStyle;
  /** Loops on the way to the units, and the units. */
  readonly path: ReadonlySet<LoopDefinition>;
  /** Identifier of the units. */
  readonly unit: string;
  /** Told where each loop begins. */
  readonly began?: (loop: WrittenLoop) => void;
  /** Ordinal of the last segment written, ST = 1. */
  position: number;
  /** Last HL01 given. */
  hierarchy: number;
}

interface Above {
  /** HL01 of the loop above; 0 at the outermost level. */
  readonly parent: number;
  readonly path: string;
}

/** Segments of one step, as elements. */
export type Batch = string[][];

/**
 * The segments of a loop's parts in the order of its guide, in batches: a unit of the guide is one batch. Lists on the way to the
 * units may be lazy and are walked once. Inside a unit nothing is suspended, for handing each segment up level by level costs more than writing it.
 */
export function* writeParts(loop: LoopDefinition, model: Draft, [writing, above]: readonly [LoopWriting, Above]): Generator<Batch> {
  for (const [name, part] of Object.entries(loop.parts) as [string, Part][]) {
    if (part.part === 'segment' || !writing.path.has(part)) {
      const batch: Batch = [];
      pushPart(batch, { name, part, model }, [writing, above]);
      if (batch.length > 0) yield batch;
      continue;
    }
    let nth = 0;
    for (const item of itemsOf(part, model[name])) {
      nth += 1;
      const below = { parent: above.parent, path: pathOf(above.path, name, part.cardinality === 'many' ? nth : 0) };
      if (part.id === writing.unit) yield pushLoop([], [part, item, nth], [writing, below]);
      else {
        const head: Batch = [];
        const parent = pushHead(head, [part, item, nth], [writing, below]);
        yield head;
        yield* writeParts(part, item, [writing, { parent, path: below.path }]);
      }
    }
  }
}

function pushPart(batch: Batch, { name, part, model }: { name: string; part: Part; model: Draft }, [writing, above]: readonly [LoopWriting, Above]): void {
  if (part.part === 'segment' && part.making === 'bracket') {
    if (isFilled(model[part.around ?? ''])) push(batch, writing, writeSegment(part, {}, writing.style));
    return;
  }
  let nth = 0;
  for (const item of itemsOf(part, model[name])) {
    nth += 1;
    if (part.part === 'segment') push(batch, writing, writeSegment(part, item, writing.style));
    else pushLoop(batch, [part, item, nth], [writing, { parent: above.parent, path: writing.began === undefined ? '' : pathOf(above.path, name, part.cardinality === 'many' ? nth : 0) }]);
  }
}

type Item = readonly [loop: LoopDefinition, model: Draft, nth: number];

function pushLoop(batch: Batch, item: Item, [writing, above]: readonly [LoopWriting, Above]): Batch {
  const [loop, model] = item;
  const parent = pushHead(batch, item, [writing, above]);
  const { parts } = loop;
  for (const name in parts) {
    const part = parts[name] as Part;
    if (!isAbsent(part, model[name])) pushPart(batch, { name, part, model }, [writing, { parent, path: above.path }]);
  }
  return batch;
}

/** Most parts of most loops are not there: they are passed over before anything is set up for them. */
function isAbsent(part: Part, value: unknown): boolean {
  return value === undefined ? part.cardinality !== 'made' : Array.isArray(value) && value.length === 0;
}

/** Writes the first segment of a loop and gives the HL01 that its children have for parent. */
function pushHead(batch: Batch, [loop, model, nth]: Item, [writing, above]: readonly [LoopWriting, Above]): number {
  writing.began?.({ loop: loop.id, position: writing.position + 1, model, path: above.path });
  if (loop.head.making !== 'hierarchy') {
    push(batch, writing, loop.head.making === 'counter' ? ['LX', String(nth)] : writeSegment(loop.head, model, writing.style));
    return above.parent;
  }
  writing.hierarchy += 1;
  const level = loop.head.fields['level']?.codes?.[0] ?? '';
  push(batch, writing, ['HL', String(writing.hierarchy), above.parent === 0 ? '' : String(above.parent), level, hasChildren(loop, model) ? '1' : '0']);
  return writing.hierarchy;
}

function push(batch: Batch, writing: LoopWriting, elements: string[]): void {
  writing.position += 1;
  batch.push(elements);
}

function itemsOf(part: Part, value: unknown): Iterable<Draft> {
  if (value === undefined) return [];
  return part.cardinality === 'many' ? (value as Iterable<Draft>) : [value as Draft];
}

/** `nth` counts from 1; 0 where the part is no list. */
function pathOf(above: string, name: string, nth: number): string {
  return `${above}${above === '' ? '' : '.'}${name}${nth === 0 ? '' : `[${nth - 1}]`}`;
}

function hasChildren(loop: LoopDefinition, model: Draft): boolean {
  return (Object.entries(loop.parts) as [string, Part][]).some(([name, part]) => part.part === 'loop' && part.head.making === 'hierarchy' && isFilled(model[name]));
}

/** A list that is not an array counts as filled: it cannot be looked into without taking from it. */
function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** The loops of a guide on the way to its units, and the units. */
export function pathToUnits(loop: LoopDefinition, unit: string): Set<LoopDefinition> {
  const path = new Set<LoopDefinition>();
  for (const part of Object.values(loop.parts)) {
    if (part.part !== 'loop') continue;
    const below = pathToUnits(part, unit);
    if (part.id !== unit && below.size === 0) continue;
    path.add(part);
    for (const inner of below) path.add(inner);
  }
  return path;
}
