import DataLoader from 'dataloader';
import { toPage, type Id, type Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { CURSOR_PART, pageArguments, pageLoader, toCursor, type PageLoader } from '@spindle/subgraph';
import { findInOrder, groupInOrder } from '../in-order';
import type { Series, SeriesVisit } from './series';
import { SeriesRepository } from './series.repository';

const CURSOR_FORM = [CURSOR_PART.id];

/** Series by id, by patient, by plan and by appointment; one statement per batch. */
export class SeriesLoader {
  readonly byId: DataLoader<Id<'Series'>, Series | null>;
  readonly visitsOf: DataLoader<Id<'Series'>, SeriesVisit[]>;
  readonly ofAppointment: DataLoader<Id<'Appointment'>, Series | null>;
  readonly #pages: Record<'PATIENT' | 'PLAN', PageLoader<string, Page<Series>>>;

  constructor(session: PracticeSession) {
    const series = new SeriesRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => findInOrder(ids, await series.findMany(ids), ({ id }) => id));
    this.visitsOf = new DataLoader(async (ids) => groupInOrder(ids, await series.findVisits(ids), ({ seriesId }) => seriesId));
    this.ofAppointment = new DataLoader(async (ids) => findInOrder(ids, await series.findOfAppointments(ids), ({ appointmentId }) => appointmentId).map((found) => found && found.series));
    const pagesOf = (owner: 'PATIENT' | 'PLAN', ownerOf: (one: Series) => string | null): PageLoader<string, Page<Series>> => pageLoader(async (ids, { first, after, cursor }) => {
      const found = await series.findOf(owner, ids, { limit: first + 1, after: after?.[0] ?? null });
      return new Map(ids.map((id) => [id, toPage(found.filter((one) => ownerOf(one) === id), first, { cursorOf: (one) => toCursor([one.id]), after: cursor })]));
    });
    this.#pages = { PATIENT: pagesOf('PATIENT', ({ patientId }) => patientId), PLAN: pagesOf('PLAN', ({ planId }) => planId) };
  }

  /** A page of the owner's series, the newest first. Throws BAD_USER_INPUT for arguments that cannot be. */
  list(owner: 'PATIENT' | 'PLAN', id: string, args: { first?: number | null; after?: string | null }): Promise<Page<Series>> {
    return this.#pages[owner].load(id, pageArguments(args, CURSOR_FORM));
  }

  /** The series as it is after a change in this request. */
  reload(id: Id<'Series'>): Promise<Series | null> {
    this.visitsOf.clear(id);
    return this.byId.clear(id).load(id);
  }
}
