import { addDays, type CalendarDay, type Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { badInput } from '@spindle/subgraph';
import { CancellationCountRepository, type CancellationCount } from './cancellation-count.repository';

export interface CountedDays {
  readonly from: CalendarDay;
  readonly through: CalendarDay;
  readonly locationId?: Id<'Location'> | null;
}

export interface CancellationCounts {
  readonly from: CalendarDay;
  readonly through: CalendarDay;
  readonly counts: readonly CancellationCount[];
}

const MOST_DAYS = 366;

/** Says how many visits did not take place, and why. */
export class CancellationCountService {
  constructor(readonly session: PracticeSession) {}

  /** Throws BAD_USER_INPUT for days that cannot be. */
  async count({ from, through, locationId = null }: CountedDays): Promise<CancellationCounts> {
    if (through < from) throw badInput('The last day lies before the first.');
    if (addDays(from, MOST_DAYS) <= through) throw badInput(`At most ${MOST_DAYS} days are counted at a time.`);
    const { practiceId, siteIds } = this.session.viewer;
    const locationIds = locationId === null ? siteIds : [locationId].filter((id) => siteIds?.includes(id) ?? true);
    return { from, through, counts: await new CancellationCountRepository(this.session, practiceId).count({ from, through }, locationIds) };
  }
}
