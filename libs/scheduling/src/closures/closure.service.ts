import { err, ok, toPage, type Clock, type Id, type Page, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import type { InvalidInputError } from '../visit-flow/reason';
import { staleVersion, type StaleVersionError } from '../visit-flow/stale-version';
import { wallTimeOf } from '../wall-time';
import { CalendarWriter } from '../working-hours/calendar.writer';
import { parseWallPeriod } from '../working-hours/wall-input';
import type { CalendarEntryNotFoundError } from '../working-hours/working-hours.service';
import type { AppointmentToResolve, Closure } from './closure';
import { ClosureRepository } from './closure.repository';

export interface CloseLocationInput {
  readonly idempotencyKey: string;
  readonly locationId?: Id<'Location'> | null | undefined;
  readonly kind: 'CLOSURE' | 'HOLIDAY';
  readonly name: string;
  readonly localFrom: string;
  readonly localUntil: string;
}

export interface ReopenLocationInput { readonly idempotencyKey: string; readonly closureId: Id<'Closure'>; readonly version: number }

interface ListArguments { readonly first?: number | null | undefined; readonly after?: string | null | undefined }

type Answer<E> = Promise<Result<Id<'Closure'>, E | IdempotencyKeyReusedError>>;

const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const NOBODY = '00000000-0000-0000-0000-000000000000';
/** Zones lie up to twelve hours behind UTC: a closure that ended before is over everywhere. */
const HALF_A_DAY_MS = 43_200_000;

/** Closes sites and opens them again, and lists the booked visits that somebody must act on. */
export class ClosureService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;
  readonly #closures: ClosureRepository;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
    this.#closures = new ClosureRepository(session, session.viewer.practiceId);
  }

  close(input: CloseLocationInput): Answer<InvalidInputError> {
    const { practiceId } = this.#session.viewer;
    return this.#session.mutate({ operation: 'closeLocation', input: { ...input } }, async ({ sql, audit }): Answer<InvalidInputError> => {
      audit.changed(null, 'REFERENCE');
      const period = parseWallPeriod(input);
      if (!period.ok) return period;
      const name = input.name.trim();
      if (name.length < 1 || name.length > 200 || /\p{Cc}/u.test(name)) return err({ kind: 'InvalidInputError', message: 'Name the closure in 1 to 200 characters.', field: 'name' });
      const { locationId = null, kind } = input;
      const calendars = new CalendarWriter(sql, practiceId);
      if (locationId !== null && !(await calendars.findKnown(locationId, null)).location) return err({ kind: 'InvalidInputError', message: 'There is no such site.', field: 'locationId' });
      await calendars.lockCalendars(locationId);
      const id = newId<'Closure'>();
      await new ClosureRepository(sql, practiceId).add({ id, locationId, kind, name, ...period.value });
      return ok(id);
    });
  }

  reopen(input: ReopenLocationInput): Answer<CalendarEntryNotFoundError | StaleVersionError> {
    return this.#session.mutate({ operation: 'reopenLocation', input: { ...input } }, async ({ sql, audit }): Answer<CalendarEntryNotFoundError | StaleVersionError> => {
      audit.changed(null, 'REFERENCE');
      const closures = new ClosureRepository(sql, this.#session.viewer.practiceId);
      if (await closures.withdraw(input.closureId, input.version, this.#clock.now())) return ok(input.closureId);
      const closure = await closures.find(input.closureId);
      if (!closure) return err({ kind: 'CalendarEntryNotFoundError', message: 'There is no such closure.' });
      return err(staleVersion('closure', closure.version));
    });
  }

  find(id: Id<'Closure'>): Promise<Closure | null> {
    return this.#closures.find(id);
  }

  /** Those that are not over, by their end. Throws BAD_USER_INPUT for arguments that cannot be. */
  async list(args: ListArguments): Promise<Page<Closure>> {
    const { first, after, cursor } = pageArguments({ first: args.first ?? null, after: args.after ?? null }, [WALL_TIME, CURSOR_PART.id]);
    const begin = wallTimeOf(new Date(this.#clock.now().getTime() - HALF_A_DAY_MS), 'UTC');
    const closures = await this.#closures.findAfter(after ?? [begin, NOBODY], first + 1);
    return toPage(closures, first, { cursorOf: ({ localUntil, id }) => toCursor([localUntil, id]), after: cursor });
  }

  /** Booked visits to come that something stands against, by start. Throws BAD_USER_INPUT for arguments that cannot be. */
  async toResolve({ locationId = null, ...args }: ListArguments & { readonly locationId?: Id<'Location'> | null | undefined }): Promise<Page<AppointmentToResolve>> {
    const { first, after, cursor } = pageArguments({ first: args.first ?? null, after: args.after ?? null }, [CURSOR_PART.instant, CURSOR_PART.id]);
    const from = this.#clock.now();
    const visits = await this.#closures.findToResolve({ from, after: after ?? [new Date(0).toISOString(), NOBODY], limit: first + 1, locationId });
    return toPage(visits, first, { cursorOf: ({ startsAt, appointmentId }) => toCursor([startsAt.toISOString(), appointmentId]), after: cursor });
  }
}
