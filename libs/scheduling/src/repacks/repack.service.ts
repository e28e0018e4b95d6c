import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Sql, type Transaction } from '@spindle/database';
import { isRecorded, type RecordedAppointment } from '../appointments/appointment';
import type { NewAppointment } from '../appointments/appointment.writer';
import { attendeeIdOf } from '../appointments/attendee';
import { refusalsOf } from '../availability/refusals';
import type { SlotRefusal } from '../availability/slot-refusal';
import { SlotLock } from '../booking/slot-lock.service';
import { ReminderPlanner } from '../reminders/reminder-planner.service';
import { AttentionWriter } from '../visit-attention/attention.writer';
import { isToCome, VisitBatch, type VisitMove } from '../visit-batches/visit-batch.service';
import type { InvalidInputError } from '../visit-flow/reason';
import { staleVersion, type StaleVersionError } from '../visit-flow/stale-version';
import { wallTimeOf } from '../wall-time';
import type { CalendarEntryNotFoundError } from '../working-hours/working-hours.service';
import { notFitting, REPACK_DAYS, REPACK_VISITS, type ProposedMove, type RepackNotFittingError, type RepackProposal, type UnfittingMove } from './repack';
import { availabilityFor, placeOf, type RepackFacts } from './repack-facts';
import { RepackFactsReader } from './repack-facts.service';
import { candidateOf } from './repack-options';
import { checkMoves, readMoves, type FoundMove, type RepackMove } from './repack-moves';
import { repack } from './repacking';
import { RepackRepository, type Absence } from './repack.repository';

export interface RepackRequest {
  readonly absenceId: Id<'AvailabilityException'>;
  readonly withinDays?: number | null | undefined;
  /** Visits that stay as they are. */
  readonly exclude?: readonly Id<'Appointment'>[] | null | undefined;
}

export interface ApplyRepackInput {
  readonly idempotencyKey: string;
  readonly absenceId: Id<'AvailabilityException'>;
  readonly absenceVersion: number;
  readonly moves: readonly RepackMove[];
}

/** What an applied repack moved, and what it left. */
export interface AppliedRepack {
  readonly moved: readonly Id<'Appointment'>[];
  readonly left: readonly Id<'Appointment'>[];
}

/** As of when moves are judged, and what stands against one. */
interface Judging {
  readonly now: Date;
  readonly refusalsAt: (move: VisitMove, facts: RepackFacts) => readonly SlotRefusal[];
}

type ApplyError = CalendarEntryNotFoundError | StaleVersionError | RepackNotFittingError | InvalidInputError;

const DAY_MS = 86_400_000;
const NO_ABSENCE: CalendarEntryNotFoundError = { kind: 'CalendarEntryNotFoundError', message: 'There is no such absence, or it was withdrawn.' };

/** Moves the visits of an absent practitioner: proposes how, and makes the moves that somebody accepted. */
export class RepackService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  async propose({ absenceId, withinDays, exclude }: RepackRequest): Promise<Result<RepackProposal, CalendarEntryNotFoundError | InvalidInputError>> {
    const days = withinDays ?? REPACK_DAYS.usual;
    if (days < REPACK_DAYS.least || days > REPACK_DAYS.most) return err({ kind: 'InvalidInputError', message: `Look within ${REPACK_DAYS.least} to ${REPACK_DAYS.most} days.`, field: 'withinDays' });
    const absence = await this.#absences(this.#session).findAbsence(absenceId);
    if (!absence) return err(NO_ABSENCE);
    const all = await this.#visitsOf(this.#session, absence);
    const found = all.filter(({ id }) => !exclude?.includes(id));
    const visits = found.slice(0, REPACK_VISITS);
    if (visits.length === 0) return ok({ absenceVersion: absence.version, visits: [], cost: 0, truncated: false });
    const proposed = this.#decide(visits, await this.#read(this.#session, visits, { days, now: this.#clock.now() }), days);
    return ok({ absenceVersion: absence.version, visits: proposed, cost: proposed.reduce((sum, { cost }) => sum + cost, 0), truncated: found.length > visits.length });
  }

  apply(input: ApplyRepackInput): Promise<Result<AppliedRepack, ApplyError | IdempotencyKeyReusedError>> {
    return this.#session.mutate({ operation: 'applyRepack', input: { ...input } }, async (transaction): Promise<Result<AppliedRepack, ApplyError>> => {
      transaction.audit.changed(null, 'SCHEDULE');
      const flaw = checkMoves(input.moves);
      if (flaw) return err(flaw);
      const absence = await this.#absences(transaction.sql).findAbsence(input.absenceId);
      if (!absence) return err(NO_ABSENCE);
      if (absence.version !== input.absenceVersion) return err(staleVersion('absence', absence.version));
      const moves = await this.#find(transaction, absence, input.moves);
      return moves.ok ? this.#move(transaction, absence, moves.value) : moves;
    });
  }

  #decide(visits: readonly RecordedAppointment[], facts: RepackFacts, days: number): ProposedMove[] {
    const chosen = repack(visits.map((visit) => candidateOf(visit, facts, days)));
    return visits.map((visit) => {
      const option = chosen.get(visit.id);
      if (!option) throw new Error('A visit was lost in the proposal.');
      const { place, cost } = option;
      const timeZone = facts.sites.find(({ location }) => location.id === place?.locationId)?.location.timeZone ?? visit.timeZone;
      const told = place && { ...place, startsAt: new Date(place.startsAt).toISOString(), endsAt: new Date(place.endsAt).toISOString(), localStart: wallTimeOf(new Date(place.startsAt), timeZone) };
      return { appointmentId: visit.id, cost, place: told, refusals: place ? [] : atOwnTime(visit, facts) };
    });
  }

  /** The visits as they were read, their rows locked in the order of their ids. */
  async #find(transaction: Transaction, absence: Absence, wanted: readonly RepackMove[]): Promise<Result<FoundMove[], RepackNotFittingError>> {
    const locked = new Map((await this.#batch(transaction).findForChange(wanted.map(({ appointmentId }) => appointmentId))).map((visit) => [visit.id, visit]));
    const absent = new Set((await this.#visitsOf(transaction.sql, absence)).map(({ id }) => id));
    const moves = readMoves(wanted, (move) => {
      const visit = locked.get(move.appointmentId);
      return visit && visit.version === move.version && absent.has(visit.id) && visit.sessionId === null && isToCome(visit, this.#clock.now()) ? visit : null;
    });
    for (const { old } of moves.found) transaction.audit.changed(old.patientId, 'SCHEDULE');
    return moves.missing.length === 0 ? ok(moves.found) : err(notFitting(moves.missing.map((appointmentId) => ({ appointmentId, conflict: 'VISIT_CHANGED', refusals: [] }))));
  }

  /** Looks without a lock for what the sites do not have, locks all that is given back or taken, looks again, and moves. */
  async #move(transaction: Transaction, absence: Absence, moves: readonly FoundMove[]): Promise<Result<AppliedRepack, RepackNotFittingError>> {
    if (moves.length === 0) return ok({ moved: [], left: await this.#leave(transaction, absence) });
    const known = await this.#toVisits(transaction, moves, { now: this.#clock.now(), refusalsAt: () => [] });
    if (!known.ok) return known;
    const now = await this.#lock(transaction, moves);
    const ready = await this.#toVisits(transaction, moves, { now, refusalsAt: (move, facts) => refusalsOf(availabilityFor(move.old, facts), move.visit) });
    if (!ready.ok) return ready;
    const moved = await this.#batch(transaction).move(ready.value);
    if (!moved.ok) return err(notFitting(ready.value.filter(({ visit }) => moved.error.includes(visit.id)).map(({ old }) => ({ appointmentId: old.id, conflict: 'PLACE_TAKEN', refusals: [] }))));
    await new ReminderPlanner(transaction.sql, this.#session.viewer.practiceId, this.#clock.now()).tellMoves(ready.value.map(({ visit }) => visit));
    return ok({ moved: ready.value.map(({ visit }) => visit.id), left: await this.#leave(transaction, absence) });
  }

  /** The visits at their new places, as of an instant; refused with those that cannot be had. */
  async #toVisits({ sql }: Transaction, moves: readonly FoundMove[], { now, refusalsAt }: Judging): Promise<Result<VisitMove[], RepackNotFittingError>> {
    const facts = await this.#read(sql, moves.map(({ old }) => old), { days: REPACK_DAYS.most, now });
    const made = moves.map(({ old, move }) => {
      const visit = this.#toVisit(old, move, facts);
      return { old, visit, refusals: visit ? refusalsAt({ old, visit }, facts) : [] };
    });
    const refused = made.filter(({ visit, refusals }) => visit === null || refusals.length > 0).map(({ old, refusals }): UnfittingMove => ({ appointmentId: old.id, conflict: 'PLACE_REFUSED', refusals }));
    return refused.length > 0 ? err(notFitting(refused)) : ok(made.flatMap(({ old, visit }) => (visit ? [{ old, visit }] : [])));
  }

  /** What stays goes to the worklist: nothing is lost silently. */
  async #leave(transaction: Transaction, absence: Absence): Promise<Id<'Appointment'>[]> {
    const left = (await this.#visitsOf(transaction.sql, absence)).map(({ id }) => id);
    await new AttentionWriter(transaction.sql, this.#session.viewer.practiceId).markVisits(left, { reason: 'PRACTITIONER_ABSENT', sourceId: absence.id, raisedAt: this.#clock.now() });
    return left;
  }

  /** Locks everything that is given back or taken, in one ordered statement; answers the instant for which that holds. */
  #lock(transaction: Transaction, moves: readonly FoundMove[]): Promise<Date> {
    const times = moves.map(({ move }) => move.startsAt.getTime());
    return new SlotLock(transaction, this.#session.viewer, this.#clock).lock({
      resourceIds: moves.flatMap(({ old, move }) => [move.practitionerId, attendeeIdOf(old), ...[move.roomId, move.equipmentId].filter((id) => id !== null && id !== undefined)]),
      locationIds: moves.map(({ move }) => move.locationId), startsAt: new Date(Math.min(...times) - DAY_MS / 2), endsAt: new Date(Math.max(...times) + DAY_MS / 2), freedIds: moves.map(({ old }) => old.id),
    });
  }

  /** Null where the move names somebody or something that the site has not. */
  #toVisit(old: RecordedAppointment, { practitionerId, locationId, roomId = null, equipmentId = null, startsAt }: RepackMove, { sites, practitioners }: RepackFacts): NewAppointment | null {
    const site = sites.find(({ location }) => location.id === locationId);
    const isNear = Math.abs(startsAt.getTime() - old.startsAt.getTime()) <= REPACK_DAYS.most * DAY_MS;
    const isKnown = isNear && site && practitioners.some(({ practitioner }) => practitioner.id === practitionerId)
      && (roomId === null) === !old.serviceType.needsRoom && (roomId === null || site.rooms.some(({ id }) => id === roomId))
      && (equipmentId === null) === (old.serviceType.equipmentKind === null) && (equipmentId === null || site.equipment.some(({ id, kind }) => id === equipmentId && kind === old.serviceType.equipmentKind));
    if (!isKnown) return null;
    const { timeZone } = site.location;
    return {
      id: newId<'Appointment'>(), bookedAt: this.#clock.now(), patientId: old.patientId, leadId: old.leadId, practitionerId, locationId, roomId, equipmentId, sessionId: null, holdExpiresAt: null,
      serviceTypeCode: old.serviceType.code, startsAt, endsAt: new Date(startsAt.getTime() + old.endsAt.getTime() - old.startsAt.getTime()), localStart: wallTimeOf(startsAt, timeZone), timeZone, replacesId: old.id,
    };
  }

  async #visitsOf(sql: Sql, absence: Absence): Promise<RecordedAppointment[]> {
    return (await this.#absences(sql).findVisits(absence.id, this.#clock.now())).filter(isRecorded);
  }

  #read(sql: Sql, visits: readonly RecordedAppointment[], { days, now }: { readonly days: number; readonly now: Date }): Promise<RepackFacts> {
    const starts = visits.map(({ startsAt }) => startsAt.getTime());
    const within = { startsAt: Math.min(...starts) - days * DAY_MS, endsAt: Math.max(...starts) + days * DAY_MS + 1 };
    return new RepackFactsReader(sql, this.#session.viewer, { now: () => now }).read(visits, within);
  }

  #absences(sql: Sql): RepackRepository {
    return new RepackRepository(sql, this.#session.viewer.practiceId);
  }

  #batch(transaction: Transaction): VisitBatch {
    return new VisitBatch(transaction, this.#session.viewer, this.#clock);
  }
}

/** What stands against the visit's own time at its site, whoever were to give it. */
function atOwnTime(visit: RecordedAppointment, facts: RepackFacts): SlotRefusal[] {
  const place = placeOf(visit);
  const here = facts.practitioners.filter(({ locationIds }) => locationIds.has(place.locationId));
  const wanted = { ...place, roomId: null, equipmentId: null, startsAt: visit.startsAt, endsAt: visit.endsAt };
  const all = here.flatMap(({ practitioner }) => refusalsOf(availabilityFor(visit, facts), { ...wanted, practitionerId: practitioner.id }));
  return [...new Map(all.map((refusal) => [refusal.reason, refusal])).values()];
}
