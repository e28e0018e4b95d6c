import type { ElementDefinition, Fields, LoopDefinition, SegmentDefinition } from '../guide/definition';

/** One element that decides whether a segment is meant. */
interface Key {
  readonly at: number;
  readonly codes: ReadonlySet<string>;
  /** Only the first component counts. */
  readonly first: boolean;
}

/** A segment definition made ready for reading. */
export interface CompiledSegment {
  readonly definition: SegmentDefinition;
  readonly fields: readonly (readonly [name: string, element: ElementDefinition])[];
  readonly keys: readonly Key[];
  /** Highest element ordinal that the guide names. */
  readonly last: number;
}

/** A place in a loop where a segment, or the first segment of a loop, may stand. */
export interface Slot {
  readonly name: string;
  readonly order: number;
  readonly max: number;
  readonly many: boolean;
  readonly segment: CompiledSegment;
  readonly loop: CompiledLoop | undefined;
}

/** A loop definition made ready for reading. */
export interface CompiledLoop {
  readonly definition: LoopDefinition;
  readonly head: CompiledSegment;
  readonly slots: readonly Slot[];
  readonly byId: ReadonlyMap<string, readonly Slot[]>;
  /** Names of the parts that are lists in the model. */
  readonly lists: readonly string[];
}

const compiled = new WeakMap<LoopDefinition, CompiledLoop>();

/** A loop made ready; the same definition gives the same object. */
export function compile(definition: LoopDefinition): CompiledLoop {
  const known = compiled.get(definition);
  if (known !== undefined) return known;
  const slots = Object.entries(definition.parts).map(([name, part], order): Slot => ({
    name, order, max: part.max, many: part.cardinality === 'many',
    segment: compileSegment(part.part === 'loop' ? part.head : part),
    loop: part.part === 'loop' ? compile(part) : undefined,
  }));
  const byId = new Map<string, Slot[]>();
  for (const slot of slots) byId.set(slot.segment.definition.id, [...(byId.get(slot.segment.definition.id) ?? []), slot]);
  const made: CompiledLoop = { definition, head: compileSegment(definition.head), slots, byId, lists: slots.filter((slot) => slot.many).map((slot) => slot.name) };
  compiled.set(definition, made);
  return made;
}

/** Whether the segment's deciding elements hold codes of this definition. */
export function matches(segment: CompiledSegment, elements: readonly string[], component: string): boolean {
  for (const key of segment.keys) {
    const value = elements[key.at] ?? '';
    if (key.codes.has(value)) continue;
    const end = key.first ? value.indexOf(component) : -1;
    if (!key.codes.has((end < 0 ? value : value.slice(0, end)).trim())) return false;
  }
  return true;
}

/** How many elements a field takes. */
export function width(element: ElementDefinition): number {
  if (element.kind === 'groups') return Object.keys(element.fields ?? {}).length * (element.times ?? 1);
  return element.kind === 'list' ? (element.times ?? 1) : 1;
}

function compileSegment(definition: SegmentDefinition): CompiledSegment {
  const fields = Object.entries<ElementDefinition>(definition.fields as Fields);
  const keys = fields.flatMap(([, element]): Key[] =>
    element.key === true && element.codes !== undefined ? [{ at: element.at, codes: new Set(element.codes), first: element.kind === 'list' || element.kind === 'composite' }] : []);
  const last = Math.max(0, ...fields.map(([, element]) => element.at + width(element) - 1));
  const open = definition.making === 'hierarchy' || definition.making === 'counter' || definition.id === 'ST';
  return { definition, fields, keys, last: open ? Number.MAX_SAFE_INTEGER : last };
}
