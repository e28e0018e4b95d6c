import { isElement, type Element, type Json } from './json';

/** What stands at a path such as `participant.0.individual.display`; undefined where the way ends before. */
export function valueAt(target: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, step) => (Array.isArray(value) ? (value as readonly Json[])[Number(step)] : isElement(value) ? value[step] : undefined), target);
}

/** The element with a value put at a path. A step that is a number makes a list; objects on the way keep what they hold. */
export function withValueAt(target: Element, path: string, value: Json): Element {
  return put(target, path.split('.'), value) as Element;
}

function put(target: Json | undefined, [step, ...rest]: readonly string[], value: Json): Json {
  if (step === undefined) return value;
  if (/^\d+$/.test(step)) return listWith(Array.isArray(target) ? (target as readonly Json[]) : [], Number(step), (known) => put(known, rest, value));
  const known = isElement(target) ? target : {};
  return { ...known, [step]: put(known[step], rest, value) };
}

function listWith(list: readonly Json[], index: number, change: (known: Json | undefined) => Json): Json[] {
  if (index > list.length) throw new RangeError('A FHIR list has no gaps.');
  return [...list.slice(0, index), change(list[index]), ...list.slice(index + 1)];
}
