import type { Id } from '@spindle/kernel';
import { shiftWall, type WallShift } from './occurrence';
import type { PlaceFacts } from './placement';
import { proposeOne, type ProposedOccurrence } from './proposal';

/** A visit of a series as it stands before a move. */
export interface MovingVisit {
  readonly ordinal: number;
  readonly localStart: string;
  readonly minutes: number;
  readonly practitionerId: Id<'Practitioner'>;
  readonly roomId: Id<'Room'> | null;
}

/** Where visits go. Null: each keeps its own practitioner or room. */
export interface MoveFacts {
  readonly place: PlaceFacts;
  readonly timeZone: string;
  readonly practitionerId: Id<'Practitioner'> | null;
  readonly roomId: Id<'Room'> | null;
}

/** Each visit at its own wall time moved by the shift, with its own length, practitioner and room unless another is named. */
export function moveVisits(visits: readonly MovingVisit[], shift: WallShift, { place, timeZone, practitionerId, roomId }: MoveFacts): ProposedOccurrence[] {
  return visits.map((visit) => {
    const practitioners = place.practitioners.filter(({ id }) => id === (practitionerId ?? visit.practitionerId));
    const wantedRoom = roomId ?? visit.roomId;
    const rooms = wantedRoom === null ? null : (place.rooms ?? []).filter(({ id }) => id === wantedRoom);
    const facts = { place: { ...place, practitioners, rooms }, timeZone, durationMinutes: visit.minutes, choices: new Map<number, Date>() };
    return proposeOne({ ordinal: visit.ordinal, localStart: shiftWall(visit.localStart, shift) }, facts, () => null);
  });
}
