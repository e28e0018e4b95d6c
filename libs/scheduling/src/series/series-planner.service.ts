import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { LocationMismatchError, PatientUnknownError, ServiceRetiredError } from '../booking/booking';
import type { SlotLock } from '../booking/slot-lock.service';
import { PatientAliasRepository } from '../patient-aliases/patient-alias.repository';
import { PlanRepository } from '../plans/plan.repository';
import type { ServiceType } from '../service-types/service-type';
import type { InvalidInputError } from '../visit-flow/reason';
import { dayOf } from '../wall-time';
import type { Occurrence } from './occurrence';
import { proposeSeries, type SeriesProposal } from './proposal';
import { SeriesFactsRepository, type PlaceSearch } from './series-facts.repository';
import { plannedOccurrences, subjectOf, type PlanUnknownError, type SeriesRequest, type SeriesSubject, type SeriesTooLongError } from './series-request';
import type { Series } from './series';
import { checkSite } from './site-check';

export type PlanSeriesError = PlanUnknownError | SeriesTooLongError | PatientUnknownError | ServiceRetiredError | LocationMismatchError | InvalidInputError;

/** A series as it would be booked. */
export interface PlannedSeries {
  readonly series: Omit<Series, 'id' | 'version' | 'bookedAt'>;
  readonly occurrences: readonly Occurrence[];
  readonly proposal: SeriesProposal;
  readonly serviceType: ServiceType;
}

const DAY_MS = 86_400_000;
/** Days around the series within which alternatives are looked for. */
const AROUND_DAYS = 5;

/** Works out where the visits of a series can be, in a constant number of statements. */
export class SeriesPlanner {
  readonly #sql: Sql;
  readonly #practiceId: Id<'Practice'>;
  readonly #clock: Clock;

  constructor(sql: Sql, practiceId: Id<'Practice'>, clock: Clock) {
    this.#sql = sql;
    this.#practiceId = practiceId;
    this.#clock = clock;
  }

  /** With a lock nobody else takes the time of those who may treat, of the rooms or of the patient until the transaction ends, and holds that ran out end. */
  async plan(request: SeriesRequest, choices: readonly { ordinal: number; startsAt: Date }[], lock: SlotLock | null): Promise<Result<PlannedSeries, PlanSeriesError>> {
    const plans = new PlanRepository(this.#sql, this.#practiceId);
    const [plan = null] = request.planId === null ? [] : await plans.findMany([request.planId]);
    const subject = subjectOf(request, plan, plan && await new PatientAliasRepository(this.#sql, this.#practiceId).findRoot(plan.patientId));
    if (!subject.ok) return subject;
    const site = await new SeriesFactsRepository(this.#sql, this.#practiceId).findSite(request.locationId, subject.value.serviceTypeCode, subject.value.patientId);
    const checked = checkSite(request, site);
    if (!checked.ok) return checked;
    const { location, serviceType, practitionerIds, roomIds } = checked.value;
    const limits = await plans.findLimits({ ...subject.value, planId: request.planId });
    const today = dayOf(this.#clock.now(), location.timeZone);
    const occurrences = plannedOccurrences(request, { plan, planVisitsUsed: limits.planVisitsUsed, today });
    if (!occurrences.ok) return occurrences;
    const untimely = choices.find(({ startsAt }) => startsAt.getTime() % 60_000 !== 0);
    if (untimely) return err({ kind: 'InvalidInputError', message: 'A visit begins on a whole minute.', field: 'choices' });
    const unknown = choices.find(({ ordinal }) => !occurrences.value.some((each) => each.ordinal === ordinal));
    if (unknown) return err({ kind: 'InvalidInputError', message: `The series has no visit ${unknown.ordinal}.`, field: 'choices' });
    const search = { site, practitionerIds, roomIds, attendeeId: subject.value.patientId, now: this.#clock.now(), ...windowOf(occurrences.value, choices) };
    const place = await this.#findPlaces(search, lock);
    const durationMinutes = request.durationMinutes ?? serviceType.durationMinutes;
    const facts = { place, limits, serviceTypeCode: serviceType.code, timeZone: location.timeZone, durationMinutes, choices: new Map(choices.map(({ ordinal, startsAt }) => [ordinal, startsAt])) };
    const series = seriesOf(request, subject.value, { durationMinutes, timeZone: location.timeZone, firstDay: request.firstDay ?? firstDayOf(occurrences.value, today) });
    return ok({ series, serviceType, occurrences: occurrences.value, proposal: proposeSeries(occurrences.value, facts) });
  }

  async #findPlaces(search: PlaceSearch, lock: SlotLock | null): ReturnType<SeriesFactsRepository['findPlaces']> {
    const { practitionerIds, roomIds, attendeeId, site: { location }, from, to } = search;
    const lockedAt = await lock?.lock({ resourceIds: [...practitionerIds, ...(roomIds ?? []), attendeeId], locationIds: location ? [location.id] : [], startsAt: from, endsAt: to, freedIds: [] });
    return new SeriesFactsRepository(this.#sql, this.#practiceId).findPlaces({ ...search, now: lockedAt ?? search.now });
  }
}

function seriesOf(request: SeriesRequest, { patientId, serviceTypeCode }: SeriesSubject, rest: Pick<Series, 'durationMinutes' | 'timeZone' | 'firstDay'>): PlannedSeries['series'] {
  const { planId, locationId, weeklyTimes } = request;
  return { patientId, planId, serviceTypeCode, locationId, weeklyTimes, ...rest };
}

/** All instants at which a visit or an alternative could be, in any zone. */
function windowOf(occurrences: readonly Occurrence[], choices: readonly { startsAt: Date }[]): Pick<PlaceSearch, 'from' | 'to'> {
  const instants = [...occurrences.map(({ localStart }) => Date.parse(`${localStart}:00Z`)), ...choices.map(({ startsAt }) => startsAt.getTime())];
  return { from: new Date(Math.min(...instants) - AROUND_DAYS * DAY_MS), to: new Date(Math.max(...instants) + AROUND_DAYS * DAY_MS) };
}

function firstDayOf(occurrences: readonly Occurrence[], today: CalendarDay): CalendarDay {
  return (occurrences[0]?.localStart.slice(0, 10) as CalendarDay | undefined) ?? today;
}
