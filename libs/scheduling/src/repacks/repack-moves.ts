import type { Id } from '@spindle/kernel';
import type { RecordedAppointment } from '../appointments/appointment';
import type { InvalidInputError } from '../visit-flow/reason';
import { REPACK_VISITS } from './repack';

/** A move as it was accepted. */
export interface RepackMove {
  readonly appointmentId: Id<'Appointment'>;
  readonly version: number;
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly roomId?: Id<'Room'> | null | undefined;
  readonly equipmentId?: Id<'Equipment'> | null | undefined;
  readonly startsAt: Date;
}

/** A move with its visit as it is now. */
export interface FoundMove {
  readonly old: RecordedAppointment;
  readonly move: RepackMove;
}

/** What of the moves can be seen to be wrong before anything is read. */
export function checkMoves(moves: readonly RepackMove[]): InvalidInputError | null {
  const invalid = (message: string): InvalidInputError => ({ kind: 'InvalidInputError', message, field: 'moves' });
  if (moves.length > REPACK_VISITS) return invalid(`At most ${REPACK_VISITS} visits move at once.`);
  if (new Set(moves.map(({ appointmentId }) => appointmentId)).size !== moves.length) return invalid('A visit moves once.');
  return moves.some(({ startsAt }) => startsAt.getTime() % 60_000 !== 0) ? invalid('A visit begins on a whole minute.') : null;
}

/** Parts moves whose visit is still what was read from those whose is not. */
export function readMoves(moves: readonly RepackMove[], find: (move: RepackMove) => RecordedAppointment | null): { readonly found: FoundMove[]; readonly missing: Id<'Appointment'>[] } {
  const read = moves.map((move) => ({ move, old: find(move) }));
  return {
    found: read.flatMap(({ move, old }) => (old ? [{ move, old }] : [])),
    missing: read.flatMap(({ move, old }) => (old ? [] : [move.appointmentId])),
  };
}
