import type { Page } from '@spindle/kernel';
import type { Alternative, ProposedOccurrence } from './proposal';
import type { Series, SeriesVisit } from './series';

export type SeriesMapper = Series;
export type SeriesVisitMapper = SeriesVisit;
export type SeriesConnectionMapper = Page<Series>;
export type ProposedOccurrenceMapper = ProposedOccurrence;
export type OccurrenceAlternativeMapper = Alternative;
