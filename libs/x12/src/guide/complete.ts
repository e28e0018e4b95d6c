import type { LoopDefinition, Parts } from './definition';
import type { Draft, Model } from './model';

/** A draft with every list that was left out filled in as empty (lazy lists are taken into arrays): the form that readers give. */
export function complete<P extends Parts, D extends LoopDefinition & { readonly parts: P }>(definition: D, draft: Draft<Model<D>>): Model<D> {
  return fillLoop(definition, draft as Readonly<Record<string, unknown>>) as Model<D>;
}

type Plain = Record<string, unknown>;

function fillLoop(loop: LoopDefinition, draft: Readonly<Plain>): Plain {
  const filled: Plain = fillFields(loop.head.fields, draft);
  for (const [name, part] of Object.entries(loop.parts)) {
    const fill = (item: unknown): Plain => (part.part === 'loop' ? fillLoop(part, item as Plain) : fillFields(part.fields, item as Plain));
    const value = draft[name];
    if (part.cardinality === 'many') filled[name] = Array.from((value ?? []) as Iterable<unknown>, fill);
    else if (value !== undefined) filled[name] = fill(value);
  }
  return filled;
}

function fillFields(fields: LoopDefinition['head']['fields'], draft: Readonly<Plain>): Plain {
  const filled: Plain = {};
  for (const [name, element] of Object.entries(fields)) {
    const value = draft[name];
    const inner = element.kind === 'groups' ? element.fields : element.each?.fields;
    if (element.kind === 'list' || element.kind === 'repeated' || element.kind === 'groups') {
      filled[name] = Array.from((value ?? []) as Iterable<unknown>, (item) => (inner === undefined ? item : fillFields(inner, item as Plain)));
    } else if (value !== undefined) filled[name] = element.kind === 'composite' ? fillFields(element.fields ?? {}, value as Plain) : value;
    else if (element.needed && element.kind === 'text') filled[name] = '';
  }
  return filled;
}
