import { BODY_REGIONS, type BodyRegion } from '../reference-data/body-region';
import { cellParts, readTable, type TableRow } from '../reference-data/table';
import { matchesNames } from '../reference-data/text-search';
import { foldText } from '../search/fold-text';

/** Whether there is one on each side of the body, or one in the middle. */
export type MuscleSides = 'PAIRED' | 'MIDLINE';

/** A muscle that needling courses teach. The same for every practice; nothing changes it while the process runs. */
export interface Muscle {
  /** Never changes: records keep it. */
  readonly key: string;
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly region: BodyRegion;
  readonly sides: MuscleSides;
  readonly nerve: string;
  /** Spinal roots ("C5") and cranial nerves ("CN XI"). */
  readonly nerveRoots: readonly string[];
  /** A needle that goes too deep here can reach the lung. */
  readonly thoracicRisk: boolean;
  readonly sources: readonly string[];
}

/** A side of the body as a record names it: what `sidesFlaw` checks. */
export type BodySide = 'LEFT' | 'RIGHT' | 'MIDLINE';

const COLUMNS = ['key', 'name', 'synonyms', 'region', 'side', 'nerve', 'roots', 'thoracic_risk', 'sources'] as const;
const ROOT = /^(C[1-8]|T([1-9]|1[0-2])|L[1-5]|S[1-5]|CN (V[1-3]?|VII|XI))$/;

/** All muscles, found by key or by what people type. */
export class MuscleCatalogue {
  readonly #byKey: ReadonlyMap<string, Muscle>;
  readonly #byName: ReadonlyMap<string, Muscle>;

  /** In the order of their names. */
  constructor(readonly all: readonly Muscle[]) {
    this.#byKey = new Map(all.map((muscle) => [muscle.key, muscle]));
    this.#byName = new Map(all.flatMap((muscle) => namesOf(muscle).map((name) => [foldText(name), muscle] as const)));
  }

  find(key: string): Muscle | null {
    return this.#byKey.get(key) ?? null;
  }

  /** The muscle that a clinician calls so: by name, synonym or abbreviation, whatever accents, case and punctuation. */
  findByName(text: string): Muscle | null {
    return this.#byName.get(foldText(text)) ?? null;
  }

  /** Those of a region whose names hold every word of the text at the beginning of a word, by name; null asks for all. */
  search({ text, region }: { readonly text: string | null; readonly region: BodyRegion | null }): readonly Muscle[] {
    return this.all.filter((muscle) => (region === null || muscle.region === region) && (text === null || matchesNames(text, namesOf(muscle))));
  }
}

/** What is wrong with naming this side for this muscle, as a sentence; null when nothing is. */
export function sidesFlaw({ name, sides }: Muscle, side: BodySide): string | null {
  if (sides === 'MIDLINE') return side === 'MIDLINE' ? null : `${name} lies in the middle of the body and has no sides.`;
  return side === 'MIDLINE' ? `${name} is there on both sides: say left or right.` : null;
}

function namesOf({ name, synonyms }: Muscle): readonly string[] {
  return [name, ...synonyms];
}

/** Reads the catalogue's table; what is wrong with it is told in `flaws`, one sentence each. `sources` are the known citations by key. */
export function readMuscles(file: { readonly name: string; readonly text: string }, sources: ReadonlyMap<string, string>, flaws: string[]): MuscleCatalogue {
  const muscles = readTable(file, COLUMNS, flaws).map((row) => toMuscle(row, sources, flaws));
  flaws.push(...ambiguities(file.name, muscles));
  return new MuscleCatalogue(muscles.sort((one, other) => (one.name < other.name ? -1 : 1)));
}

function toMuscle({ cells, place }: TableRow<(typeof COLUMNS)[number]>, sources: ReadonlyMap<string, string>, flaws: string[]): Muscle {
  const roots = cellParts(cells.roots);
  const cited = cellParts(cells.sources);
  const checks: readonly (readonly [boolean, string])[] = [
    [/^[a-z]+(-[a-z]+)*$/.test(cells.key), 'the key must be small letters joined by hyphens'],
    [cells.name !== '' && cells.nerve !== '', 'name and nerve must not be empty'],
    [(BODY_REGIONS as readonly string[]).includes(cells.region), `the region ${cells.region} is unknown`],
    [['PAIRED', 'MIDLINE'].includes(cells.side), 'the side must be PAIRED or MIDLINE'],
    [roots.length > 0 && roots.every((root) => ROOT.test(root)), 'the roots must be such as C5, T12 or CN XI'],
    [['yes', 'no'].includes(cells.thoracic_risk), 'the thoracic risk must be yes or no'],
    [cited.length > 0 && cited.every((source) => sources.has(source)), 'each source must be one of sources.json'],
  ];
  flaws.push(...checks.filter(([holds]) => !holds).map(([, what]) => `${place}: ${what}.`));
  return {
    key: cells.key, name: cells.name, synonyms: cellParts(cells.synonyms), region: cells.region as BodyRegion, sides: cells.side as MuscleSides,
    nerve: cells.nerve, nerveRoots: roots, thoracicRisk: cells.thoracic_risk === 'yes', sources: cited.map((source) => sources.get(source) ?? source),
  };
}

/** Keys that are there twice, and names that mean two muscles. */
function ambiguities(file: string, muscles: readonly Muscle[]): readonly string[] {
  const keys = muscles.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${file}: the key ${key} is there twice.`);
  const owners = Map.groupBy(muscles.flatMap((muscle) => [...new Set(namesOf(muscle).map(foldText))].map((name) => ({ name, key: muscle.key }))), ({ name }) => name);
  const shared = [...owners].filter(([, each]) => each.length > 1).map(([name, each]) => `${file}: "${name}" means ${each.map(({ key }) => key).join(' and ')}.`);
  return [...twice, ...shared];
}
