import DataLoader from 'dataloader';
import { toPage, type CalendarDay, type Clock, type Id, type Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import type { Appointment, AppointmentState } from '../appointments/appointment';
import { findInOrder, groupInOrder } from '../in-order';
import { OCCUPYING_STATES } from '../visit-flow/transition';
import { dayRange } from '../wall-time';
import type { GroupSession } from './group-session';
import { GroupSessionRepository } from './group-session.repository';

const CURSOR_FORM = [CURSOR_PART.instant, CURSOR_PART.id];
const NOBODY = '00000000-0000-0000-0000-000000000000';
/** How many other sessions are named to whom one has no seat. */
const NEAREST_SESSIONS = 4;
const BEFORE_ALL = ['-infinity', NOBODY];

interface ListArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface RosterArguments extends ListArguments { readonly state?: AppointmentState | null | undefined }

type Roster = DataLoader<Id<'GroupSession'>, Page<Appointment>>;

/** Group sessions by id and by day, and their rosters; one statement per batch. */
export class GroupSessionLoader {
  readonly byId: DataLoader<Id<'GroupSession'>, GroupSession | null>;
  readonly #clock: Clock;
  readonly #sessions: GroupSessionRepository;
  readonly #rosters = new Map<string, Roster>();

  constructor(session: PracticeSession, clock: Clock) {
    this.#clock = clock;
    this.#sessions = new GroupSessionRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => findInOrder(ids, await this.#sessions.findMany(ids), ({ id }) => id));
  }

  /** The session as it is after a change in this request. */
  reload(id: Id<'GroupSession'>): Promise<GroupSession | null> {
    return this.byId.clear(id).load(id);
  }

  /** Those of the sessions that the caller may see, in this order. */
  async findMany(ids: readonly Id<'GroupSession'>[]): Promise<GroupSession[]> {
    const found = await this.byId.loadMany(ids);
    return found.flatMap((each) => (each === null || each instanceof Error ? [] : [each]));
  }

  /** Sessions of the same service with a free seat, the nearest in time first. */
  openNear(id: Id<'GroupSession'>): Promise<GroupSession[]> {
    return this.#sessions.findOpenNear(id, this.#clock.now(), NEAREST_SESSIONS);
  }

  /** A page of a site's sessions of one day; empty where there is no such site. Throws BAD_USER_INPUT for arguments that cannot be. */
  async ofDay({ locationId, date, ...args }: ListArguments & { readonly locationId: Id<'Location'>; readonly date: CalendarDay }): Promise<Page<GroupSession>> {
    const { first, after, cursor } = pageArguments({ first: args.first ?? null, after: args.after ?? null }, CURSOR_FORM);
    const timeZone = await this.#sessions.findZone(locationId);
    const sessions = timeZone === null ? [] : await this.#sessions.findOfDay({ locationId, ...dayRange(date, timeZone), after: after ?? BEFORE_ALL, limit: first + 1 });
    return toPage(sessions, first, { cursorOf: ({ startsAt, id }) => toCursor([startsAt.toISOString(), id]), after: cursor });
  }

  /** The visits in a session: sessions asked for with the same arguments share a statement. */
  roster(id: Id<'GroupSession'>, args: RosterArguments): Promise<Page<Appointment>> {
    const key = JSON.stringify([args.first, args.after, args.state]);
    const roster = this.#rosters.get(key) ?? this.#makeRoster(args);
    this.#rosters.set(key, roster);
    return roster.load(id);
  }

  #makeRoster({ state = null, ...args }: RosterArguments): Roster {
    const { first, after, cursor } = pageArguments({ first: args.first ?? null, after: args.after ?? null }, [CURSOR_PART.id]);
    const slice = { states: state === null ? [...OCCUPYING_STATES] : [state], after: after?.[0] ?? NOBODY, limit: first + 1 };
    return new DataLoader(async (ids) => {
      const groups = groupInOrder(ids, await this.#sessions.findRosters(ids, slice), ({ sessionId }) => sessionId);
      return groups.map((visits) => toPage(visits, first, { cursorOf: ({ id: visit }) => toCursor([visit]), after: cursor }));
    });
  }
}
