import type { Delimiters } from './delimiters';

/** Units after the `I` of a possible ISA that must be at hand (or the end of the input) before it can be judged. */
export const HEADER_LOOKAHEAD = 512;

/** An ISA segment found in the units. */
export interface IsaHeader {
  /** ISA and its sixteen elements. */
  readonly elements: readonly string[];
  readonly delimiters: Delimiters;
  /** Units from the `I` up to the terminator. */
  readonly length: number;
  /** The terminator as it stands; empty at the end of the input. */
  readonly end: string;
  /** What is unusual about it; each becomes a finding. */
  readonly oddities: readonly HeaderOddity[];
}

/** Ways in which an ISA departs from its fixed form of 106 units. */
export type HeaderOddity = 'ISA_NOT_FIXED_WIDTH' | 'ISA_SEPARATOR_IN_DATA' | 'ISA16_MISSING' | 'ISA_TERMINATOR_MISSING';

const SEPARATOR_POSITIONS = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103] as const;
const LONGEST_HEADER = 200;
const AFTER_HEADER = 300;
const NO_DELIMITER = /[A-Za-z0-9 \r\n\0]/;
const FIRST_SEGMENT = /^\s*(GS|TA1|IEA|ISB|ISE|ISA)/;

/**
 * Reads an ISA at `at`, or gives undefined where there is none. Separators are found by position and by count;
 * where the two agree nothing is said, where padding was lost the count decides, where an element holds the separator the position does.
 */
export function readIsaHeader(units: string, at: number): IsaHeader | undefined {
  const separator = units[at + 3];
  if (!units.startsWith('ISA', at) || separator === undefined || NO_DELIMITER.test(separator)) return undefined;
  const counted = countSeparators(units, at, separator);
  const fixed = SEPARATOR_POSITIONS.every((position) => units[at + position] === separator);
  const places = fixed ? SEPARATOR_POSITIONS.map((position) => at + position) : counted;
  if (places === undefined) return undefined;
  const elements = ['ISA', ...places.slice(0, -1).map((place, nth) => units.slice(place + 1, places[nth + 1]))];
  if (!looksLikeIsa(elements)) return undefined;
  const oddities: HeaderOddity[] = [];
  if (!fixed) oddities.push('ISA_NOT_FIXED_WIDTH');
  else if (counted === undefined || counted[15] !== places[15]) oddities.push('ISA_SEPARATOR_IN_DATA');
  return finish({ units, at, separator, elements, oddities }, (places[15] ?? 0) + 1);
}

function countSeparators(units: string, at: number, separator: string): number[] | undefined {
  const places = [at + 3];
  while (places.length < 16) {
    const last = places[places.length - 1] ?? 0;
    const next = units.indexOf(separator, last + 1);
    if (next < 0 || next - at > LONGEST_HEADER) return undefined;
    places.push(next);
  }
  return places;
}

function looksLikeIsa(elements: readonly string[]): boolean {
  const version = /^ *\d{3,5} *$/.test(elements[12] ?? '');
  const date = /^ *\d{6,8} *$/.test(elements[9] ?? '');
  return (version || date) && !elements.some((element) => /[\r\n]/.test(element));
}

interface HeaderSoFar {
  readonly units: string;
  readonly at: number;
  readonly separator: string;
  readonly elements: string[];
  readonly oddities: HeaderOddity[];
}

function finish(header: HeaderSoFar, rest: number): IsaHeader | undefined {
  const { units, at, separator, elements, oddities } = header;
  const missing = componentIsMissing(units, rest, separator);
  const component = missing ? '' : (units[rest] ?? '');
  const terminatorAt = rest + component.length;
  const end = units[terminatorAt] ?? '';
  if (missing || component === '') oddities.push('ISA16_MISSING');
  if (end === '') oddities.push('ISA_TERMINATOR_MISSING');
  if (end === separator || (end !== '' && /[A-Za-z0-9 ]/.test(end))) return undefined;
  elements.push(component);
  const delimiters: Delimiters = {
    element: separator, component: component === '' ? ':' : component,
    repetition: repetitionOf(elements), terminator: end === '' ? '~' : end,
  };
  return { elements, delimiters, length: terminatorAt - at, end, oddities };
}

function componentIsMissing(units: string, rest: number, separator: string): boolean {
  const first = units[rest] ?? '';
  const second = units[rest + 1] ?? '';
  const afterOne = units.slice(rest + 1, rest + AFTER_HEADER);
  if (first === '\n' || first === '\r') return true;
  if (second === '\n' || second === '\r') {
    const line = afterOne.trimStart().split(/[\r\n]/, 1)[0] ?? '';
    return FIRST_SEGMENT.test(line) && line.endsWith(first) && line.length > 4;
  }
  return FIRST_SEGMENT.test(afterOne) && afterOne[afterOne.search(/\S/) + 2] === separator && !FIRST_SEGMENT.test(units.slice(rest + 2, rest + AFTER_HEADER));
}

function repetitionOf(elements: readonly string[]): string | undefined {
  const standard = elements[11] ?? '';
  return standard.length === 1 && !/[A-Za-z0-9 ]/.test(standard) ? standard : undefined;
}
