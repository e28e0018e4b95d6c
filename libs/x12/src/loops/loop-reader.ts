import type { FindingSink, Severity } from '../finding/finding';
import { quote } from '../finding/finding';
import type { Guide } from '../guide/definition';
import type { Segment } from '../tokenizer/segment';
import { compile, matches, type CompiledLoop, type Slot } from './compile';
import { emptyFields, readSegment, type Node } from './read-fields';

/** Where a loop's first segment stood. Kept on loop models under {@link SOURCE}. */
export interface SourcePlace {
  /** Ordinal of the segment in the file, 1-based. */
  readonly segment: number;
  /** Byte offset in the file. */
  readonly offset: number;
  /** Ordinal in the transaction set, ST = 1. */
  readonly position: number;
}

/** Key of a loop model's {@link SourcePlace}; a symbol, so that models compare and print without it. */
export const SOURCE = Symbol('source');

/** Where a loop model was read from; undefined for a model that was not read. */
export function sourceOf(model: object): SourcePlace | undefined {
  return (model as { readonly [SOURCE]?: SourcePlace })[SOURCE];
}

/** What a reader hands on while a transaction set is read. */
export interface LoopSink {
  /** The outermost level as far as it was read, before the first loop on the way to the units. */
  header(model: Node): void;
  /** A unit (or, when it is closed, a level above one) with the models above it, outermost first. */
  loop(id: string, model: Node, ancestors: readonly Node[]): void;
  /** A segment of the outermost level that came after the header. */
  part(name: string, model: Node): void;
  readonly find: FindingSink;
}

interface Frame {
  readonly loop: CompiledLoop;
  readonly node: Node;
  order: number;
}

/** Segments kept for one header or unit; what comes beyond is not modelled, with a finding, so that memory stays bounded. */
export const MOST_SEGMENTS = 100_000;

const WITHOUT_PARENT = new Set(['CLP', 'SVC', 'CLM', 'EB', 'EQ', 'HL', 'IK3', 'IK4', 'LX', 'AK2']);
const OPENS_LOOP = new Set(['NM1', 'N1', 'HL', 'SBR', 'LX', 'TRN']);
const FOLLOWS_NAME = new Set(['N2', 'N3', 'N4', 'PER', 'PRV', 'REF', 'DMG']);

/** Places the segments of one transaction set into the loops of its guide and builds the typed models. */
export class LoopReader {
  private readonly frames: Frame[] = [];
  private readonly path: ReadonlySet<CompiledLoop>;
  private headerSent = false;
  private stray = false;
  private kept = 0;
  private full = false;
  /** Whether something was left out because it was too much to hold. */
  truncated = false;

  /** @param keep keeps units in the model of the whole as well (small files); without it only the sink sees them. */
  constructor(private readonly guide: Guide, private readonly sink: LoopSink, private readonly keep = false) {
    const root = compile(guide.root);
    this.path = new Set(pathTo(root, guide.unit));
    this.frames.push({ loop: root, node: newNode(root), order: 0 });
  }

  /** Takes the next segment between ST and SE. `position` counts from ST = 1. */
  read(segment: Segment, position: number): void {
    const found = this.place(segment);
    if (found === undefined) return this.unexpected(segment, position);
    this.stray = false;
    this.close(found.depth + 1);
    for (const slot of found.through) this.open(slot, segment, { position, implied: true });
    const frame = this.frames[this.frames.length - 1];
    if (frame === undefined) return;
    if (found.oddity !== undefined) this.odd(found, segment, position);
    if (found.slot.order > frame.order) frame.order = found.slot.order;
    if (found.slot.loop === undefined) this.segment(found.slot, segment, { position, frame });
    else this.open(found.slot, segment, { position, implied: false });
  }

  /** Ends the transaction set and gives the model of the outermost level. */
  end(): Node {
    this.close(1);
    this.sendHeader();
    return this.frames[0]?.node ?? {};
  }

  private place(segment: Segment): Placing | undefined {
    const { id } = segment;
    const followsStray = this.stray && FOLLOWS_NAME.has(id);
    if (followsStray) return undefined;
    return this.search(segment, 'in order') ?? this.search(segment, 'any order') ?? this.search(segment, 'beyond the maximum') ?? this.below(segment);
  }

  private search(segment: Segment, how: Strictness): Placing | undefined {
    const { elements, delimiters } = segment;
    for (let depth = this.frames.length - 1; depth >= 0; depth -= 1) {
      const frame = this.frames[depth] as Frame;
      for (const slot of frame.loop.byId.get(segment.id) ?? NO_SLOTS) {
        if (how === 'in order' && slot.order < frame.order) continue;
        if (how !== 'beyond the maximum' && isFull(frame.node, slot)) continue;
        if (matches(slot.segment, elements, delimiters.component)) return { depth, slot, through: NO_SLOTS, oddity: how === 'in order' ? undefined : how };
      }
    }
    return undefined;
  }

  private below(segment: Segment): Placing | undefined {
    if (!WITHOUT_PARENT.has(segment.id)) return undefined;
    for (let depth = this.frames.length - 1; depth >= 0; depth -= 1) {
      const through = chainTo((this.frames[depth] as Frame).loop, segment);
      const slot = through?.pop();
      if (through !== undefined && slot !== undefined) return { depth, slot, through, oddity: 'without its parent' };
    }
    return undefined;
  }

  private segment(slot: Slot, segment: Segment, at: { position: number; frame: Frame }): void {
    const { node, loop } = at.frame;
    if (slot.segment.definition.cardinality === 'made' || !this.admit(segment, at.position)) return;
    const model = readSegment(slot.segment, { segment, position: at.position, loop: loop.definition.id, find: this.sink.find }, {});
    const late = this.frames.length === 1 && this.headerSent;
    if (late) this.sink.part(slot.name, model);
    if (late && slot.many && !this.keep) return;
    if (slot.many) (node[slot.name] as Node[]).push(model);
    else if (node[slot.name] === undefined) node[slot.name] = model;
  }

  private open(slot: Slot, segment: Segment, { position, implied }: { position: number; implied: boolean }): void {
    const loop = slot.loop as CompiledLoop;
    const parent = this.frames[this.frames.length - 1] as Frame;
    if (this.path.has(loop)) this.startPathLoop(loop);
    const node = newNode(loop);
    (node as { [SOURCE]?: SourcePlace })[SOURCE] = { segment: segment.index, offset: segment.offset, position };
    const admitted = this.admit(segment, position);
    if (!implied && admitted) readSegment(loop.head, { segment, position, loop: loop.definition.id, find: this.sink.find }, node);
    else emptyFields(loop.definition.head.fields, node);
    if (admitted && (this.keep || !this.path.has(loop))) {
      if (slot.many) (parent.node[slot.name] as Node[]).push(node);
      else if (parent.node[slot.name] === undefined) parent.node[slot.name] = node;
    }
    if (slot.order > parent.order) parent.order = slot.order;
    this.frames.push({ loop, node, order: 0 });
  }

  private startPathLoop(loop: CompiledLoop): void {
    this.sendHeader();
    if (loop.definition.id === this.guide.unit || this.frames.length === 1) {
      this.kept = 0;
      this.full = false;
    }
  }

  private sendHeader(): void {
    if (this.headerSent) return;
    this.headerSent = true;
    this.sink.header(this.frames[0]?.node ?? {});
  }

  private close(depth: number): void {
    while (this.frames.length > depth) {
      const frame = this.frames.pop() as Frame;
      if (this.path.has(frame.loop)) this.sink.loop(frame.loop.definition.id, frame.node, this.frames.map((above) => above.node));
    }
  }

  private admit(segment: Segment, position: number): boolean {
    this.kept += 1;
    if (this.kept <= MOST_SEGMENTS || this.keep) return true;
    if (!this.full) this.find(segment, { code: 'TOO_MUCH_TO_HOLD', message: `More than ${MOST_SEGMENTS} segments in one claim or header: the rest is not modelled.`, position });
    this.full = true;
    this.truncated = true;
    return false;
  }

  private odd(found: Placing, segment: Segment, position: number): void {
    const loop = found.slot.loop?.definition.id ?? this.frames[this.frames.length - 1]?.loop.definition.id;
    const [code, severity, words] = ODDITIES[found.oddity ?? 'any order'];
    this.find(segment, { code, severity, message: `${segment.id} ${words} in loop ${loop}.`, position, loop });
  }

  private unexpected(segment: Segment, position: number): void {
    if (OPENS_LOOP.has(segment.id)) this.stray = true;
    const loop = this.frames[this.frames.length - 1]?.loop.definition.id;
    const text = segment.elements.join(segment.delimiters.element);
    this.find(segment, { code: 'UNEXPECTED_SEGMENT', message: `The guide has no place here for ${quote(text)}; it is not in the model.`, position, loop });
  }

  private find(segment: Segment, what: { code: string; severity?: Severity; message: string; position: number; loop?: string | undefined }): void {
    const { code, severity = 'error', message, position, loop } = what;
    const place = { segment: segment.index, offset: segment.offset, position, segmentId: segment.id };
    this.sink.find({ code, severity, message, place: loop === undefined ? place : { ...place, loop } });
  }
}

type Strictness = 'in order' | 'any order' | 'beyond the maximum';

interface Placing {
  readonly depth: number;
  readonly slot: Slot;
  /** Loops that must be opened before although their first segment is missing. */
  readonly through: readonly Slot[];
  readonly oddity: Exclude<Strictness, 'in order'> | 'without its parent' | undefined;
}

const ODDITIES: Readonly<Record<NonNullable<Placing['oddity']>, readonly [string, Severity, string]>> = {
  'any order': ['OUT_OF_ORDER', 'warning', 'comes later than the guide has it'],
  'beyond the maximum': ['OVER_MAXIMUM', 'error', 'comes more often than the guide allows'],
  'without its parent': ['PARENT_MISSING', 'warning', 'comes without the segment that opens the loop above'],
};

const NO_SLOTS: readonly Slot[] = [];

function newNode(loop: CompiledLoop): Node {
  const node: Node = {};
  for (const name of loop.lists) node[name] = [];
  return node;
}

function isFull(node: Node, slot: Slot): boolean {
  const held = node[slot.name];
  return slot.many ? (held as unknown[]).length >= slot.max : held !== undefined;
}

function pathTo(loop: CompiledLoop, id: string): CompiledLoop[] {
  return loop.slots.flatMap((slot) => {
    if (slot.loop === undefined) return [];
    const below = pathTo(slot.loop, id);
    return slot.loop.definition.id === id || below.length > 0 ? [slot.loop, ...below] : [];
  });
}

function chainTo(loop: CompiledLoop, segment: Segment): Slot[] | undefined {
  for (const slot of loop.slots) {
    if (slot.loop === undefined) continue;
    const direct = slot.loop.slots.find((inner) => inner.loop !== undefined && inner.segment.definition.id === segment.id && matches(inner.segment, segment.elements, segment.delimiters.component));
    if (direct !== undefined) return [slot, direct];
    const deeper = chainTo(slot.loop, segment);
    if (deeper !== undefined) return [slot, ...deeper];
  }
  return undefined;
}
