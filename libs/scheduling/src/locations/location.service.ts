import { err, ok, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import type { NameTakenError } from '../equipment/equipment';
import type { InvalidInputError } from '../visit-flow/reason';
import { CalendarWriter } from '../working-hours/calendar.writer';
import { LocationWriter } from './location.writer';
import { parseLocation, parseRoom, type NewLocationInput, type NewRoomInput } from './new-location';

export interface AddLocationInput extends NewLocationInput { readonly idempotencyKey: string }
export interface AddRoomInput { readonly idempotencyKey: string; readonly locationId: Id<'Location'>; readonly room: NewRoomInput }

type AddError = NameTakenError | InvalidInputError;
type Answer<Kind extends string> = Promise<Result<Id<Kind>, AddError | IdempotencyKeyReusedError>>;

/** Sets sites up. */
export class LocationService {
  readonly #session: PracticeSession;

  constructor(session: PracticeSession) {
    this.#session = session;
  }

  add(input: AddLocationInput): Answer<'Location'> {
    return this.#session.mutate({ operation: 'addLocation', input: { ...input } }, async ({ sql, audit }): Answer<'Location'> => {
      audit.changed(null, 'REFERENCE');
      const location = parseLocation(input);
      if (!location.ok) return location;
      const writer = new LocationWriter(sql, this.#session.viewer.practiceId);
      if (!(await writer.isTimeZone(location.value.timeZone))) return err({ kind: 'InvalidInputError', message: 'The database does not know this time zone. Name it as the IANA does: "America/Denver".', field: 'timeZone' });
      const id = newId<'Location'>();
      if (!(await writer.add(id, location.value))) return err({ kind: 'NameTakenError', message: 'Another site of the practice has this name.' });
      await writer.addRooms(id, location.value.rooms.map((room) => ({ ...room, id: newId<'Room'>() })));
      return ok(id);
    });
  }

  addRoom(input: AddRoomInput): Answer<'Room'> {
    const { practiceId } = this.#session.viewer;
    return this.#session.mutate({ operation: 'addRoom', input: { ...input } }, async ({ sql, audit }): Answer<'Room'> => {
      audit.changed(null, 'REFERENCE');
      const room = parseRoom(input.room);
      if (!room.ok) return room;
      if (!(await new CalendarWriter(sql, practiceId).findKnown(input.locationId, null)).location) return err({ kind: 'InvalidInputError', message: 'There is no such site.', field: 'locationId' });
      const id = newId<'Room'>();
      const added = await new LocationWriter(sql, practiceId).addRooms(input.locationId, [{ ...room.value, id }]);
      return added === 1 ? ok(id) : err({ kind: 'NameTakenError', message: 'Another room of the site has this name.' });
    });
  }
}
