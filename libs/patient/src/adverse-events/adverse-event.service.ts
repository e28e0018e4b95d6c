import { addDays, dayIn, daysBetween, ok, PRACTICE_TIME_ZONE, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { badInput } from '@spindle/subgraph';
import { CareTaskRepository } from '../care-tasks/care-task.repository';
import { requireHere, type EncounterNotFoundError, type EncounterNotOpenError } from '../encounters/encounter';
import { EncounterRepository } from '../encounters/encounter.repository';
import type { InvalidInputError } from '../patients/patient';
import { adverseEventRates, checkAdverseEvent, type AdverseEventEntry, type AdverseEventRate, type ReportPeriod } from './adverse-event';
import { AdverseEventRepository } from './adverse-event.repository';

export interface RecordAdverseEvent extends AdverseEventEntry {
  readonly idempotencyKey: string;
  readonly encounterId: Id<'Encounter'>;
}

/** The encounter and the event that was recorded in it. */
export interface RecordedEvent {
  readonly encounterId: Id<'Encounter'>;
  readonly adverseEventId: Id<'AdverseEvent'>;
}

export interface AdverseEventReport {
  readonly needledEncounters: number;
  readonly events: number;
  readonly rates: AdverseEventRate[];
}

const MOST_DAYS = 731;

type Recorded = Result<RecordedEvent, EncounterNotFoundError | EncounterNotOpenError | InvalidInputError | IdempotencyKeyReusedError>;

/** Writes adverse events down, and tells how often they happen. */
export class AdverseEventService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** Also in an encounter whose note is signed: many show only afterwards. */
  record(input: RecordAdverseEvent): Promise<Recorded> {
    const { personId, practiceId } = this.#session.viewer;
    const now = this.#clock.now();
    return this.#session.mutate({ operation: 'recordAdverseEvent', input: { ...input } }, async ({ sql, audit }): Promise<Recorded> => {
      const found = await new EncounterRepository(sql, practiceId).findForWriting(input.encounterId);
      if (found) audit.changed(found.patientId, 'CLINICAL');
      const encounter = requireHere(found);
      if (!encounter.ok) return encounter;
      const { idempotencyKey: _key, encounterId, ...entry } = input;
      const checked = checkAdverseEvent(entry, { start: encounter.value.period.start, now });
      if (!checked.ok) return checked;
      const adverseEventId = newId<'AdverseEvent'>();
      const { patientId } = encounter.value;
      await new AdverseEventRepository(sql, practiceId).insert({ ...checked.value, id: adverseEventId, encounterId, patientId, recordedBy: personId, recordedAt: now }, dayIn(PRACTICE_TIME_ZONE, entry.occurredAt));
      await new CareTaskRepository(sql, practiceId).add(encounter.value, 'NEXT_DAY_CHECK_IN', addDays(dayIn(PRACTICE_TIME_ZONE, now), 1));
      return ok({ encounterId, adverseEventId });
    });
  }

  /** Throws BAD_USER_INPUT for a span that ends before it begins or is longer than two years. */
  async report(period: ReportPeriod): Promise<AdverseEventReport> {
    const days = daysBetween(period.from, period.through) + 1;
    if (days < 1 || days > MOST_DAYS) throw badInput(`\`from\` and \`through\` span 1 to ${MOST_DAYS} days.`);
    const repository = new AdverseEventRepository(this.#session, this.#session.viewer.practiceId);
    const counts = await repository.countsBetween(period);
    const needledEncounters = await repository.needledEncounters(period, PRACTICE_TIME_ZONE);
    return { needledEncounters, events: [...counts.values()].reduce((sum, count) => sum + count, 0), rates: adverseEventRates(counts, needledEncounters) };
  }
}
