import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { Availability } from '../availability/availability';
import type { InvalidInputError } from '../visit-flow/reason';
import type { LocationMismatchError } from './booking';
import { BookingRepository } from './booking.repository';

/** A room that is named must be one of the one site that was read; null: none is named. */
export async function checkNamedRoom(
  { sql, practiceId }: { readonly sql: Sql; readonly practiceId: Id<'Practice'> }, roomId: Id<'Room'> | null, { sites: [site] }: Availability,
): Promise<Result<null, LocationMismatchError | InvalidInputError>> {
  if (roomId === null || site?.rooms.some(({ id }) => id === roomId)) return ok(null);
  const isElsewhere = await new BookingRepository(sql, practiceId).isRoom(roomId);
  if (isElsewhere) return err({ kind: 'LocationMismatchError', message: 'The room is at another site. Choose one of the site of the visit, or leave the room open.', mismatch: 'ROOM' });
  return err({ kind: 'InvalidInputError', message: 'There is no such room. Choose one of the site, or leave the room open.', field: 'roomId' });
}
