import { STAFF, type Policy } from '@spindle/subgraph';
import type { Series } from './series';

export const series: Policy = {
  Query: { series: [...STAFF, 'PATIENT'], proposeSeries: STAFF },
  Mutation: {
    bookSeries: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
    moveSeries: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
    cancelSeries: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
  },
  arguments: { 'Query.proposeSeries(request)': '' },
  types: {
    Series: {
      patientOf: ({ patientId }: Series) => patientId,
      locationOf: ({ locationId }: Series) => locationId,
      STRUCTURE: 'id version',
      SCHEDULE: 'patient plan serviceType location firstDay weeklyTimes timeZone bookedAt visits',
    },
    SeriesVisit: { SCHEDULE: 'ordinal originalLocalStart appointment' },
    WeeklyTime: { SCHEDULE: 'weekday time' },
    SeriesEdge: { STRUCTURE: 'node cursor' },
    SeriesConnection: { STRUCTURE: 'edges pageInfo' },
    Patient: { SCHEDULE: 'series' },
    TreatmentPlan: { SCHEDULE: 'series' },
    Appointment: { SCHEDULE: 'series' },
    SeriesProposalResult: { STRUCTURE: 'proposal errors' },
    SeriesProposal: { SCHEDULE: 'occurrences stops knownLimits' },
    SeriesStop: { SCHEDULE: 'limit fromOrdinal visits' },
    ProposedOccurrence: { SCHEDULE: 'ordinal localStart startsAt endsAt practitioner room conflicts alternatives' },
    OccurrenceAlternative: { SCHEDULE: 'startsAt endsAt localStart practitioner room' },
    BookSeriesPayload: { STRUCTURE: 'series proposal errors' },
    MoveSeriesPayload: { STRUCTURE: 'series errors' },
    CancelSeriesPayload: { STRUCTURE: 'series errors' },
    SeriesConflictError: { STRUCTURE: 'message', SCHEDULE: 'occurrences' },
    SeriesNotFoundError: { STRUCTURE: 'message' },
    NothingToChangeError: { STRUCTURE: 'message' },
    PlanUnknownError: { STRUCTURE: 'message' },
    SeriesTooLongError: { STRUCTURE: 'message', SCHEDULE: 'limit' },
  },
};
