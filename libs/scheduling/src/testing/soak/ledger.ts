import type { Decision } from './witness';

/** Whose time a visit takes, and when. */
export interface Times {
  readonly patientId: string;
  readonly practitionerId: string;
  readonly roomId: string;
  readonly startsAt: Date;
}

export type LedgerState = 'HELD' | 'BOOKED' | 'CANCELLED' | 'RESCHEDULED';

/** A visit that was acknowledged, with what was acknowledged of it last. */
export interface LedgerVisit extends Times {
  readonly id: string;
  state: LedgerState;
  version: number;
}

/** A time that was refused, for which reasons, and what the deciding statements saw. */
export interface Refusal extends Times {
  readonly operation: string;
  /** The series that moves: its own visits are in nobody's way. */
  readonly seriesId: string | null;
  readonly reasons: readonly string[];
  readonly decision: Decision;
}

/** A change that was refused because somebody else had changed the same before. */
export interface Overtaken {
  readonly operation: string;
  readonly id: string;
  readonly sentVersion: number;
  readonly currentVersion: number;
}

/** An offer that could not be accepted or declined any more: as what it was told to have ended. */
export interface ClosedOffer { readonly id: string; readonly state: string; readonly at: Date }

export interface LedgerOffer extends Times { readonly id: string; readonly appointmentId: string; readonly expiresAt: Date }

export interface LedgerClosure { readonly id: string; readonly startsAt: Date; readonly endsAt: Date }

/** A series that was acknowledged: how many of its visits stand. */
export interface LedgerSeries extends Times { readonly id: string; readonly firstOrdinal: number; version: number; visits: number; cancelled: boolean }

/** The acknowledgements and refusals of one practice's soak, kept outside the database: what was answered must be there, once, and nothing else. */
export class Ledger {
  readonly visits = new Map<string, LedgerVisit>();
  /** Those that can still be changed. */
  readonly standing = new Map<string, LedgerVisit>();
  readonly series = new Map<string, LedgerSeries>();
  readonly offers = new Map<string, LedgerOffer>();
  readonly refusals: Refusal[] = [];
  readonly overtaken: Overtaken[] = [];
  readonly closedOffers: ClosedOffer[] = [];
  readonly closures: LedgerClosure[] = [];
  /** What must never be: answers that contradict each other, failures. */
  readonly faults: string[] = [];
  readonly answers = new Map<string, number>();

  answered(operation: string, outcome: string): void {
    const key = `${operation} ${outcome}`;
    this.answers.set(key, (this.answers.get(key) ?? 0) + 1);
  }

  made(made: Omit<LedgerVisit, 'version'>, version = 1): void {
    if (this.visits.has(made.id)) this.faults.push(`acknowledged twice: ${made.id}`);
    const visit = { ...made, version };
    this.visits.set(visit.id, visit);
    this.standing.set(visit.id, visit);
  }

  /** A step of a visit was acknowledged. */
  went(visit: LedgerVisit, state: LedgerState): void {
    if (visit.state !== 'HELD' && visit.state !== 'BOOKED') this.faults.push(`${visit.state} visit went to ${state}: ${visit.id}`);
    if (state !== 'BOOKED') this.standing.delete(visit.id);
    visit.state = state;
    visit.version += 1;
  }
}
