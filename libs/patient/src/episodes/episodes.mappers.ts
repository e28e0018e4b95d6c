import type { CalendarDay } from '@spindle/kernel';
import type { Discharge } from './episode';

export type { Episode as EpisodeOfCareMapper } from './episode';
export type { EpisodeAlreadyOpenError as EpisodeAlreadyOpenErrorMapper } from './episode.service';
/** How an episode ended, and when. */
export interface DischargeSummaryMapper extends Discharge { readonly dischargedOn: CalendarDay }
