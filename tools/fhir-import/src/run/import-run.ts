import type { CalendarDay, Clock, Id } from '@spindle/kernel';
import { systemViewer, type Database, type PracticeSession } from '@spindle/database';
import { Directory } from '../bundle/directory';
import type { Entry } from '../bundle/entry';
import type { Unit } from '../bundle/read-units';
import { skipped, type Mapped } from '../mapping/mapped';
import { ReportBuilder, type RecordKind } from '../report';
import { Patients } from './patients';
import { storeSets } from './store-set';
import { UnitResolver } from './unit-resolver';

/** The three subgraphs' databases. */
export interface Databases {
  readonly patient: Database;
  readonly scheduling: Database;
  readonly billing: Database;
}

export interface RunOptions {
  readonly practiceId: Id<'Practice'>;
  readonly databases: Databases;
  readonly clock: Clock;
  readonly timeZone: string;
}

/** A row together with the resource it was made of, for the report. */
export interface FromResource<Row> {
  readonly type: string;
  readonly row: Row;
  readonly notes: readonly string[];
}

/** Stores rows of one kind; tells how many were new, and how many were there. */
export type StoreRows<Row> = (rows: readonly Row[]) => Promise<{ readonly added: number; readonly known: number }>;

export const REFUSED = 'the database does not take it';

/** What the steps of one import share. */
export class ImportRun {
  readonly directory = new Directory();
  readonly patients = new Patients();
  readonly report = new ReportBuilder();
  readonly practiceId: Id<'Practice'>;
  readonly clock: Clock;
  readonly #databases: Databases;
  readonly #timeZone: string;

  constructor({ practiceId, databases, clock, timeZone }: RunOptions) {
    this.practiceId = practiceId;
    this.clock = clock;
    this.#databases = databases;
    this.#timeZone = timeZone;
  }

  /** The present day where it is latest (UTC+14): nothing that happened today anywhere lies in the future. */
  get today(): CalendarDay {
    return new Date(this.clock.now().getTime() + 14 * 3_600_000).toISOString().slice(0, 10) as CalendarDay;
  }

  resolverOf(unit: Unit): UnitResolver {
    return new UnitResolver(unit, { directory: this.directory, patients: this.patients, timeZone: this.#timeZone });
  }

  /** Works on one subgraph's schema as the system, in this practice. */
  async within<T>(schema: keyof Databases, work: (session: PracticeSession) => Promise<T>): Promise<T> {
    const session = this.#databases[schema].session(systemViewer(this.practiceId));
    try {
      return await work(session);
    } finally {
      await session.end();
    }
  }

  /** Maps the entries of one type; what is left out goes to the report. A resource that breaks its mapper is left out too. */
  map<Row>(unit: Unit, type: string, map: (entry: Entry) => Mapped<Row>): FromResource<Row>[] {
    return unit.filter((entry) => entry.type === type && entry.refusal === null).flatMap((entry) => {
      const result = readOrNull(() => map(entry)) ?? skipped('it cannot be read: its parts are not what FHIR says');
      if (result.kind === 'MAPPED') return [{ type, row: result.row, notes: result.notes }];
      this.report.skipped(type, result.reason);
      return [];
    });
  }

  /** Stores rows as one set; tells the report of each resource what became of it. Returns those that were stored. */
  async store<From extends FromResource<unknown>>(rows: readonly From[], kind: RecordKind, store: StoreRows<From['row']>): Promise<From[]> {
    const stored = await storeSets(rows, async (set) => this.report.recorded(kind, await store(set.map(({ row }) => row))));
    for (const { row, isRefused } of stored) {
      if (isRefused) this.report.skipped(row.type, REFUSED);
      else this.report.mapped(row.type, row.notes);
    }
    return stored.filter(({ isRefused }) => !isRefused).map(({ row }) => row);
  }
}

/** What `read` reads of a resource; null when it is nested so deeply, or so strange otherwise, that reading fails. */
export function readOrNull<Part>(read: () => Part): Part | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}
