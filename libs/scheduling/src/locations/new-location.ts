import { err, ok, type Result } from '@spindle/kernel';
import { parseName, parsePlace } from '../equipment/equipment';
import { invalid, isLine } from '../texts';
import type { InvalidInputError } from '../visit-flow/reason';
import { isTimeZone } from '../wall-time';
import type { Location } from './location';

export interface NewRoomInput {
  readonly name: string;
  readonly kind?: string | null | undefined;
  readonly capacity?: number | null | undefined;
}

/** A room before it has an id. */
export interface NewRoom {
  readonly name: string;
  readonly kind: string;
  readonly capacity: number;
}

type Texts = { readonly [Field in 'city' | 'state' | 'postalCode' | 'telephone']?: string | null | undefined };

export interface NewLocationInput extends Texts {
  readonly name: string;
  readonly timeZone: string;
  readonly addressLines: readonly string[];
  readonly cancellationNoticeHours?: number | null | undefined;
  readonly noShowGraceMinutes?: number | null | undefined;
  readonly rooms: readonly NewRoomInput[];
}

/** A site before it has an id. */
export type NewLocation = Omit<Location, 'id'> & { readonly rooms: readonly NewRoom[] };

const MOST_ROOMS = 100;
const LINE_LENGTH = 200;
const USUAL = { cancellationNoticeHours: 24, noShowGraceMinutes: 15 } as const;

/** Reads a site: its zone is one that the runtime knows, its rooms have different names. */
export function parseLocation(input: NewLocationInput): Result<NewLocation, InvalidInputError> {
  const name = parseName(input.name);
  if (!name.ok) return name;
  if (!isTimeZone(input.timeZone)) return invalid('timeZone', 'Name the time zone as the IANA does: "America/Denver".');
  const flaw = addressFlaw(input);
  if (flaw) return err(flaw);
  const { cancellationNoticeHours, noShowGraceMinutes } = { cancellationNoticeHours: input.cancellationNoticeHours ?? USUAL.cancellationNoticeHours, noShowGraceMinutes: input.noShowGraceMinutes ?? USUAL.noShowGraceMinutes };
  if (!(cancellationNoticeHours >= 0 && cancellationNoticeHours <= 336)) return invalid('cancellationNoticeHours', '0 to 336 hours.');
  if (!(noShowGraceMinutes >= 0 && noShowGraceMinutes <= 240)) return invalid('noShowGraceMinutes', '0 to 240 minutes.');
  const rooms = parseRooms(input.rooms);
  if (!rooms.ok) return rooms;
  const { timeZone, addressLines, city = null, state = null, postalCode = null, telephone = null } = input;
  return ok({ name: name.value, timeZone, addressLines, city, state, postalCode, telephone, cancellationNoticeHours, noShowGraceMinutes, rooms: rooms.value });
}

/** Reads a room. */
export function parseRoom({ name, kind, capacity }: NewRoomInput, within = 'room.'): Result<NewRoom, InvalidInputError> {
  return parsePlace({ name, kind: kind ?? 'TREATMENT', capacity: capacity ?? 1 }, within);
}

function parseRooms(inputs: readonly NewRoomInput[]): Result<NewRoom[], InvalidInputError> {
  if (inputs.length > MOST_ROOMS) return invalid('rooms', `At most ${MOST_ROOMS} rooms.`);
  const rooms: NewRoom[] = [];
  for (const [place, each] of inputs.entries()) {
    const room = parseRoom(each, `rooms.${place}.`);
    if (!room.ok) return room;
    if (rooms.some(({ name }) => name === room.value.name)) return invalid(`rooms.${place}.name`, 'Two rooms have the same name.');
    rooms.push(room.value);
  }
  return ok(rooms);
}

function addressFlaw({ addressLines, city, state, postalCode, telephone }: NewLocationInput): InvalidInputError | null {
  if (addressLines.length > 5 || addressLines.some((line) => !isLine(line, LINE_LENGTH))) return { kind: 'InvalidInputError', message: 'An address has at most 5 lines of at most 200 characters.', field: 'addressLines' };
  if (typeof state === 'string' && !/^[A-Z]{2}$/.test(state)) return { kind: 'InvalidInputError', message: 'A state is its two-letter code: "CO".', field: 'state' };
  const wrong = Object.entries({ city, postalCode, telephone }).find(([, text]) => typeof text === 'string' && !isLine(text, LINE_LENGTH));
  return wrong ? { kind: 'InvalidInputError', message: 'At most 200 characters on one line.', field: wrong[0] } : null;
}
