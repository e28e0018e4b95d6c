/** What an import came to: counts and reasons only, no health data. */
export interface Report {
  readonly files: { readonly read: number; readonly unreadable: number; readonly refused: number };
  /** By FHIR resource type: read = mapped + Σ skipped. */
  readonly kinds: ReadonlyMap<string, KindCounts>;
  /** By what Spindle keeps. */
  readonly records: ReadonlyMap<RecordKind, RecordCounts>;
  /** One sentence for each file or folder that could not be read. */
  readonly problems: readonly string[];
}

export interface KindCounts {
  readonly read: number;
  readonly mapped: number;
  readonly skipped: ReadonlyMap<string, number>;
  /** Parts that were left out of mapped resources. */
  readonly notes: ReadonlyMap<string, number>;
}

export const RECORD_KINDS = ['patients', 'encounters', 'conditions', 'appointments', 'claims', 'coverages'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** `known` were there from an earlier import; `refused` stand in the way of what is there. */
export interface RecordCounts {
  readonly added: number;
  readonly known: number;
  readonly refused: number;
}

interface Tally {
  read: number;
  mapped: number;
  readonly skipped: Map<string, number>;
  readonly notes: Map<string, number>;
}

/** Counts while an import runs. */
export class ReportBuilder {
  readonly #kinds = new Map<string, Tally>();
  readonly #records = new Map<RecordKind, RecordCounts>(RECORD_KINDS.map((kind) => [kind, { added: 0, known: 0, refused: 0 }]));
  readonly #problems: string[] = [];
  #filesRead = 0;
  #filesUnreadable = 0;
  #recordsRefused = 0;

  read(type: string): void {
    this.#tally(type).read += 1;
  }

  mapped(type: string, notes: readonly string[]): void {
    const tally = this.#tally(type);
    tally.mapped += 1;
    for (const note of new Set(notes)) increment(tally.notes, note);
  }

  skipped(type: string, reason: string): void {
    increment(this.#tally(type).skipped, reason);
  }

  recorded(kind: RecordKind, counts: Partial<RecordCounts>): void {
    const { added, known, refused } = this.#records.get(kind) ?? { added: 0, known: 0, refused: 0 };
    this.#records.set(kind, { added: added + (counts.added ?? 0), known: known + (counts.known ?? 0), refused: refused + (counts.refused ?? 0) });
  }

  fileRead(): void {
    this.#filesRead += 1;
  }

  fileUnreadable(sentence: string): void {
    this.#filesUnreadable += 1;
    this.#problems.push(sentence);
  }

  /** A whole record was refused; the sentence begins with the file and holds the code. */
  recordRefused(sentence: string): void {
    this.#recordsRefused += 1;
    this.#problems.push(sentence);
  }

  problem(sentence: string): void {
    this.#problems.push(sentence);
  }

  build(): Report {
    return { files: { read: this.#filesRead, unreadable: this.#filesUnreadable, refused: this.#recordsRefused }, kinds: this.#kinds, records: this.#records, problems: this.#problems };
  }

  #tally(type: string): Tally {
    let tally = this.#kinds.get(type);
    if (!tally) this.#kinds.set(type, (tally = { read: 0, mapped: 0, skipped: new Map(), notes: new Map() }));
    return tally;
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The report as text for a terminal. */
export function reportText(report: Report): string {
  const { read, unreadable, refused } = report.files;
  return [
    `Files: ${read} read${unreadable > 0 ? `, ${unreadable} not FHIR or not readable` : ''}${refused > 0 ? `, ${refused} refused` : ''}.`,
    ...report.problems.map((problem) => `  ${problem}`),
    ...(report.kinds.size > 0 ? ['', ...kindLines(report), '', ...recordLines(report)] : []),
  ].join('\n');
}

function kindLines({ kinds }: Report): string[] {
  const names = [...kinds.keys()].sort((a, b) => Number((kinds.get(b)?.mapped ?? 0) > 0) - Number((kinds.get(a)?.mapped ?? 0) > 0) || (a < b ? -1 : 1));
  const width = Math.max(8, ...names.map((name) => name.length));
  const row = (name: string, cells: readonly (string | number)[]): string => [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(8))].join(' ');
  return [row('Resource', ['read', 'mapped', 'skipped']), ...names.flatMap((name) => {
    const { read = 0, mapped = 0, skipped = new Map<string, number>(), notes = new Map<string, number>() } = kinds.get(name) ?? {};
    return [
      row(name, [read, mapped, [...skipped.values()].reduce((sum, count) => sum + count, 0)]),
      ...byCount(skipped).map(([reason, count]) => `${' '.repeat(width)}   skipped ${count}: ${reason}`),
      ...byCount(notes).map(([note, count]) => `${' '.repeat(width)}   in ${count}: ${note}`),
    ];
  })];
}

function byCount(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}

function recordLines({ records }: Report): string[] {
  const row = (cells: readonly (string | number)[]): string => cells.map((cell, index) => (index === 0 ? String(cell).padEnd(14) : String(cell).padStart(8))).join(' ');
  const lines = RECORD_KINDS.map((kind) => ({ kind, ...(records.get(kind) ?? { added: 0, known: 0, refused: 0 }) }));
  return [
    row(['In Spindle', 'added', 'known']),
    ...lines.flatMap(({ kind, added, known, refused }) => [
      row([kind, added, known]),
      ...(refused > 0 ? [`${' '.repeat(14)}   ${refused} left out: others of the same priority hold on those days`] : []),
    ]),
  ];
}
