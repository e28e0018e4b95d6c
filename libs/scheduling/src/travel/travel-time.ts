import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../visit-flow/reason';

/** The way between two sites, the same both ways. */
export interface TravelTime {
  readonly locationId: Id<'Location'>;
  readonly otherLocationId: Id<'Location'>;
  readonly minutes: number;
}

const MOST_MINUTES = 480;

/** What of a way can be seen to be wrong before anything is read. */
export function checkTravelTime({ locationId, otherLocationId, minutes }: TravelTime): Result<null, InvalidInputError> {
  if (locationId === otherLocationId) return err({ kind: 'InvalidInputError', message: 'A way leads to another site.', field: 'otherLocationId' });
  if (Number.isInteger(minutes) && minutes >= 0 && minutes <= MOST_MINUTES) return ok(null);
  return err({ kind: 'InvalidInputError', message: `A way takes 0 to ${MOST_MINUTES} minutes.`, field: 'minutes' });
}
