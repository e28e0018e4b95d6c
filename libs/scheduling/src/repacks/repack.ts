import type { Id } from '@spindle/kernel';
import type { SlotRefusal } from '../availability/slot-refusal';

/** Where and when a visit is, or could be. Times in epoch milliseconds. */
export interface RepackPlace {
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly roomId: Id<'Room'> | null;
  readonly equipmentId: Id<'Equipment'> | null;
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * What a move costs, in minutes by which a start moves. The order that follows: the same practitioner within the hour;
 * another practitioner at the same time and site; another site at the same time; another day; no place at all. Which of
 * several devices of one kind a visit takes is nobody's concern.
 */
export const REPACK_COST = { otherPractitioner: 60, otherSite: 240, otherRoom: 5, noPlace: 100_000 } as const;

/** Days to either side within which places are looked for. */
export const REPACK_DAYS = { least: 1, most: 14, usual: 5 } as const;

/** Visits of one proposal. */
export const REPACK_VISITS = 60;

const MINUTE_MS = 60_000;

/** What a move costs; a room is another one only where the site stays. */
export function costOf(from: RepackPlace, to: RepackPlace): number {
  const sameSite = from.locationId === to.locationId;
  return Math.abs(to.startsAt - from.startsAt) / MINUTE_MS
    + (from.practitionerId === to.practitionerId ? 0 : REPACK_COST.otherPractitioner)
    + (sameSite ? 0 : REPACK_COST.otherSite)
    + (sameSite && from.roomId !== to.roomId ? REPACK_COST.otherRoom : 0);
}

/** Time of one resource that a visit takes, buffers included. */
export interface Taking {
  readonly resourceId: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly locationId: Id<'Location'>;
  /** Half the way to other sites on either side; null for what does not travel. */
  readonly wayMs: number | null;
  /** Visits that the resource can still bear then, this one included: 1 lets no other beside it. */
  readonly places: number;
}

/** What may become of a visit: a new place, or null, to stay without its practitioner. */
export interface RepackOption {
  readonly place: RepackPlace | null;
  readonly cost: number;
  readonly takings: readonly Taking[];
}

/** A visit that is to be moved. */
export interface RepackCandidate {
  readonly id: string;
  readonly startsAt: number;
  /** To stay where it is, without its practitioner. */
  readonly stay: RepackOption;
  /** All places that it could have if the others were not, the cheapest first, and to stay. Each call begins anew. */
  options(): Iterable<RepackOption>;
}

/** A visit of a proposal. Instants are ISO 8601 in UTC. */
export interface ProposedMove {
  readonly appointmentId: Id<'Appointment'>;
  readonly place: (Omit<RepackPlace, 'startsAt' | 'endsAt'> & { readonly startsAt: string; readonly endsAt: string; readonly localStart: string }) | null;
  readonly cost: number;
  readonly refusals: readonly SlotRefusal[];
}

export interface RepackProposal {
  readonly absenceVersion: number;
  readonly visits: readonly ProposedMove[];
  readonly cost: number;
  readonly truncated: boolean;
}

export interface UnfittingMove {
  readonly appointmentId: Id<'Appointment'>;
  readonly conflict: 'VISIT_CHANGED' | 'PLACE_REFUSED' | 'PLACE_TAKEN';
  readonly refusals: readonly SlotRefusal[];
}

export interface RepackNotFittingError {
  readonly kind: 'RepackNotFittingError';
  readonly message: string;
  readonly moves: readonly UnfittingMove[];
}

export function notFitting(moves: readonly UnfittingMove[]): RepackNotFittingError {
  return { kind: 'RepackNotFittingError', message: 'Some of the visits cannot be moved like this, or not any more. Nothing was moved: ask for a new proposal.', moves };
}
