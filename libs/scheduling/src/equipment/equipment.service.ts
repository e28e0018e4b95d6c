import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import { bookedVisits, type BookedVisitsError } from '../booked-visits/booked-visits';
import type { InvalidInputError } from '../visit-flow/reason';
import { staleVersion, type StaleVersionError } from '../visit-flow/stale-version';
import { CalendarWriter } from '../working-hours/calendar.writer';
import { parsePlace, type Equipment, type EquipmentNotFoundError, type NameTakenError } from './equipment';
import { EquipmentRepository } from './equipment.repository';

export interface AddEquipmentInput {
  readonly idempotencyKey: string;
  readonly locationId: Id<'Location'>;
  readonly name: string;
  readonly kind: string;
  readonly capacity?: number | null | undefined;
}

export interface RetireEquipmentInput { readonly idempotencyKey: string; readonly equipmentId: Id<'Equipment'>; readonly version: number }

export interface ChangeEquipmentInput extends RetireEquipmentInput {
  readonly name?: string | null | undefined;
  readonly kind?: string | null | undefined;
  readonly capacity?: number | null | undefined;
}

type FindError = EquipmentNotFoundError | StaleVersionError;
type ChangeError = FindError | NameTakenError | BookedVisitsError | InvalidInputError;
type Answer<E> = Promise<Result<Id<'Equipment'>, E | IdempotencyKeyReusedError>>;

const NAME_TAKEN: NameTakenError = { kind: 'NameTakenError', message: 'Other equipment of the site has this name, perhaps some that is retired. Choose another name.' };

/** Equips sites. A change holds at once: bookings lock the device, as this does, and read it behind the lock. */
export class EquipmentService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  add(input: AddEquipmentInput): Answer<NameTakenError | InvalidInputError> {
    const { practiceId } = this.#session.viewer;
    return this.#session.mutate({ operation: 'addEquipment', input: { ...input } }, async ({ sql, audit }): Answer<NameTakenError | InvalidInputError> => {
      audit.changed(null, 'REFERENCE');
      const place = parsePlace({ name: input.name, kind: input.kind, capacity: input.capacity ?? 1 });
      if (!place.ok) return place;
      if (!(await new CalendarWriter(sql, practiceId).findKnown(input.locationId, null)).location) return err({ kind: 'InvalidInputError', message: 'There is no such site.', field: 'locationId' });
      const id = newId<'Equipment'>();
      return (await new EquipmentRepository(sql, practiceId).add({ ...place.value, id, locationId: input.locationId })) ? ok(id) : err(NAME_TAKEN);
    });
  }

  change(input: ChangeEquipmentInput): Answer<ChangeError> {
    return this.#session.mutate({ operation: 'changeEquipment', input: { ...input } }, async (transaction): Answer<ChangeError> => {
      const found = await this.#find(transaction, input);
      if (!found.ok) return found;
      const old = found.value;
      const changed = parsePlace({ ...old, name: input.name ?? old.name, kind: input.kind ?? old.kind, capacity: input.capacity ?? old.capacity });
      if (!changed.ok) return changed;
      const equipment = this.#equipment(transaction);
      if (await equipment.isNameTaken(changed.value)) return err(NAME_TAKEN);
      const conflict = await this.#conflict(equipment, old, changed.value);
      if (conflict) return err(conflict);
      await equipment.change(changed.value);
      return ok(old.id);
    });
  }

  retire(input: RetireEquipmentInput): Answer<FindError | BookedVisitsError> {
    return this.#session.mutate({ operation: 'retireEquipment', input: { ...input } }, async (transaction): Answer<FindError | BookedVisitsError> => {
      const found = await this.#find(transaction, input);
      if (!found.ok) return found;
      const equipment = this.#equipment(transaction);
      const booked = bookedVisits(await equipment.findBooked(found.value.id, this.#clock.now(), null), 'they have this equipment');
      if (booked) return err(booked);
      await equipment.change({ ...found.value, retired: true });
      return ok(found.value.id);
    });
  }

  find(id: Id<'Equipment'>): Promise<Equipment | null> {
    return new EquipmentRepository(this.#session, this.#session.viewer.practiceId).find(id);
  }

  async #find(transaction: Transaction, { equipmentId, version }: RetireEquipmentInput): Promise<Result<Equipment, FindError>> {
    transaction.audit.changed(null, 'REFERENCE');
    const found = await this.#equipment(transaction).findForChange(equipmentId);
    if (!found || found.retired) return err({ kind: 'EquipmentNotFoundError', message: found ? 'This equipment is retired. Add another piece.' : 'There is no such equipment.' });
    if (found.version === version) return ok(found);
    return err(staleVersion('equipment', found.version));
  }

  /** Of another kind it serves none of its visits; with less capacity not all of them at a time. */
  async #conflict(equipment: EquipmentRepository, old: Equipment, changed: Equipment): Promise<BookedVisitsError | null> {
    const now = this.#clock.now();
    if (changed.kind !== old.kind) return bookedVisits(await equipment.findBooked(old.id, now, null), 'they have this equipment as what it is');
    return changed.capacity < old.capacity ? bookedVisits(await equipment.findBooked(old.id, now, changed.capacity), 'more than that have this equipment at a time') : null;
  }

  #equipment({ sql }: Transaction): EquipmentRepository {
    return new EquipmentRepository(sql, this.#session.viewer.practiceId);
  }
}
