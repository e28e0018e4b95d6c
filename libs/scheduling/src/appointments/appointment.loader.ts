import DataLoader from 'dataloader';
import { toPage, type Clock, type Id, type Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import { findInOrder, groupInOrder } from '../in-order';
import type { Appointment } from './appointment';
import { AppointmentRepository, type AppointmentOrder } from './appointment.repository';

const CURSOR_FORM = [CURSOR_PART.instant, CURSOR_PART.id];

export interface VisitListArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly order: AppointmentOrder;
}

type VisitList = DataLoader<Id<'Patient'>, Page<Appointment>>;

/** Appointments by id, by the one they replace and by patient; one statement per batch. */
export class AppointmentLoader {
  readonly byId: DataLoader<Id<'Appointment'>, Appointment | null>;
  readonly replacing: DataLoader<Id<'Appointment'>, Appointment | null>;
  readonly nextOfPatient: DataLoader<Id<'Patient'>, Appointment | null>;
  readonly #appointments: AppointmentRepository;
  readonly #lists = new Map<string, VisitList>();

  constructor(session: PracticeSession, clock: Clock) {
    this.#appointments = new AppointmentRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => findInOrder(ids, await this.#appointments.findMany(ids), (appointment) => appointment.id));
    this.replacing = new DataLoader(async (ids) => findInOrder(ids, await this.#appointments.findReplacing(ids), (appointment) => appointment.replacesId));
    this.nextOfPatient = new DataLoader(async (ids) => findInOrder(ids, await this.#appointments.findNextOfPatients(ids, clock.now()), (appointment) => appointment.patientId));
  }

  /** The appointment as it is after a change in this request. */
  reload(id: Id<'Appointment'>): Promise<Appointment | null> {
    return this.byId.clear(id).load(id);
  }

  /** The appointment as it is now, where a change was refused because it is not any more as it was read; null for another refusal. */
  async reloadOvertaken(id: Id<'Appointment'>, { kind }: { readonly kind: string }): Promise<Appointment | null> {
    return kind === 'StaleVersionError' || kind === 'TransitionNotAllowedError' ? this.reload(id) : null;
  }

  /** Appointments as they are after a change in this request; those that the caller may not see are left out. */
  async reloadMany(ids: readonly Id<'Appointment'>[]): Promise<Appointment[]> {
    for (const id of ids) this.byId.clear(id);
    return this.findMany(ids);
  }

  /** Those of the appointments that the caller may see, in this order. */
  async findMany(ids: readonly Id<'Appointment'>[]): Promise<Appointment[]> {
    const found = await this.byId.loadMany(ids);
    return found.flatMap((each) => (each === null || each instanceof Error ? [] : [each]));
  }

  /** The same slice of each patient's visits: all patients asked for with the same arguments share a statement. */
  ofPatient(patientId: Id<'Patient'>, args: VisitListArguments): Promise<Page<Appointment>> {
    const key = JSON.stringify([args.first, args.after, args.order]);
    const list = this.#lists.get(key) ?? this.#makeList(args);
    this.#lists.set(key, list);
    return list.load(patientId);
  }

  #makeList(args: VisitListArguments): VisitList {
    const { first, after, cursor } = pageArguments(args, CURSOR_FORM);
    const [startsAt, id] = after ?? [];
    const slice = { order: args.order, limit: first + 1, after: startsAt === undefined || id === undefined ? null : { startsAt, id } };
    return new DataLoader(async (ids) => {
      const groups = groupInOrder(ids, await this.#appointments.findOfPatients(ids, slice), (appointment) => appointment.patientId);
      return groups.map((visits) => toPage(visits, first, { cursorOf: ({ startsAt: start, id: visit }) => toCursor([start.toISOString(), visit]), after: cursor }));
    });
  }
}
