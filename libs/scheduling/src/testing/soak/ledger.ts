/** Whose time a visit takes, and when. */
export interface Times {
  readonly patientId: string;
  readonly practitionerId: string;
  readonly roomId: string;
  readonly startsAt: Date;
}

/** From when to when something could have been in somebody's way, in the ledger's own count of what was sent and answered. */
export interface Span { readonly from: number; until: number }

export type LedgerState = 'HELD' | 'BOOKED' | 'CANCELLED' | 'RESCHEDULED';

/** A visit that was acknowledged, with what was acknowledged of it last. */
export interface LedgerVisit extends Times {
  readonly id: string;
  readonly span: Span;
  readonly expiresAt: Date | null;
  state: LedgerState;
  version: number;
}

/** What was refused, and between which counts. */
export interface Refusal extends Times {
  readonly operation: string;
  /** The visit that is moved: it is in nobody's way. */
  readonly exceptId: string;
  readonly reasons: readonly string[];
  readonly from: number;
  readonly until: number;
}

export interface LedgerClosure { readonly id: string; readonly startsAt: Date; readonly endsAt: Date; readonly span: Span }

/** A series that was acknowledged: how many of its visits stand. */
export interface LedgerSeries { readonly id: string; readonly sentAt: number; readonly firstOrdinal: number; version: number; visits: number; cancelled: boolean; until: number }

/**
 * The acknowledgements of a soak, kept outside the database: what was answered must be there, once, and nothing else. A
 * count goes on with everything that is sent or answered; it says what could have seen what.
 */
export class Ledger {
  readonly visits = new Map<string, LedgerVisit>();
  readonly series = new Map<string, LedgerSeries>();
  readonly refusals: Refusal[] = [];
  readonly closures: LedgerClosure[] = [];
  /** What must never be: answers that contradict each other, failures. */
  readonly faults: string[] = [];
  readonly answers = new Map<string, number>();
  /** When the clock was put to which instant. */
  readonly ticks: { readonly at: number; readonly now: Date }[] = [];
  #count = 0;

  next(): number {
    return (this.#count += 1);
  }

  tick(now: Date): void {
    this.ticks.push({ at: this.next(), now });
  }

  answered(operation: string, outcome: string): void {
    const key = `${operation} ${outcome}`;
    this.answers.set(key, (this.answers.get(key) ?? 0) + 1);
  }

  made(visit: Omit<LedgerVisit, 'span' | 'version'>, from: number): void {
    if (this.visits.has(visit.id)) this.faults.push(`acknowledged twice: ${visit.id}`);
    this.visits.set(visit.id, { ...visit, version: 1, span: { from, until: Infinity } });
  }

  /** A step of a visit was acknowledged. */
  went(visit: LedgerVisit, state: LedgerState, answeredAt: number): void {
    if (visit.state !== 'HELD' && visit.state !== 'BOOKED') this.faults.push(`${visit.state} visit went to ${state}: ${visit.id}`);
    if (state !== 'BOOKED') visit.span.until = answeredAt;
    visit.state = state;
    visit.version += 1;
  }

  /** When a hold ran out, in counts. */
  ranOutAt(instant: Date): number {
    return this.ticks.find(({ now }) => now >= instant)?.at ?? Infinity;
  }
}
