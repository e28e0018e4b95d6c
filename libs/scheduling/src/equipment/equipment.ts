import { ok, type Id, type Result } from '@spindle/kernel';
import { invalid, isName } from '../texts';
import type { InvalidInputError } from '../visit-flow/reason';

/** A device of a site. */
export interface Equipment {
  readonly id: Id<'Equipment'>;
  readonly version: number;
  readonly locationId: Id<'Location'>;
  readonly name: string;
  readonly kind: string;
  /** Visits that can have it at a time. */
  readonly capacity: number;
  readonly retired: boolean;
}

export interface EquipmentNotFoundError { readonly kind: 'EquipmentNotFoundError'; readonly message: string }
export interface NameTakenError { readonly kind: 'NameTakenError'; readonly message: string }

/** Reads what something of a site is called: 1 to 200 characters once trimmed, on one line. */
export function parseName(text: string, field = 'name'): Result<string, InvalidInputError> {
  const name = text.trim();
  return isName(name) ? ok(name) : invalid(field, 'A name has 1 to 200 characters on one line.');
}

/** Reads of what kind a room or a device is: what services ask for. */
export function parsePlaceKind(text: string, field = 'kind'): Result<string, InvalidInputError> {
  return /^[A-Z][A-Z_]{0,39}$/.test(text) ? ok(text) : invalid(field, 'A kind is written in capitals and underscores, at most 40: "TRACTION_TABLE".');
}

/** Reads how many visits can have it at a time. */
export function parseCapacity(capacity: number, field = 'capacity'): Result<number, InvalidInputError> {
  return Number.isInteger(capacity) && capacity >= 1 && capacity <= 50 ? ok(capacity) : invalid(field, '1 to 50 visits at a time.');
}

/** Reads all three. */
export function parsePlace<Place extends Pick<Equipment, 'name' | 'kind' | 'capacity'>>(place: Place, within = ''): Result<Place, InvalidInputError> {
  const name = parseName(place.name, `${within}name`);
  if (!name.ok) return name;
  const kind = parsePlaceKind(place.kind, `${within}kind`);
  if (!kind.ok) return kind;
  const capacity = parseCapacity(place.capacity, `${within}capacity`);
  return capacity.ok ? ok({ ...place, name: name.value }) : capacity;
}
