import { STAFF, type Policy } from '@spindle/subgraph';
import type { DaySheet } from './day-sheet';

export const daySheets: Policy = {
  Query: { daySheet: STAFF },
  arguments: { 'Query.daySheet(date)': 'Appointment.startsAt' },
  types: {
    DaySheet: {
      locationOf: ({ location }: DaySheet) => location.id,
      STAFF: 'location date timeZone appointments truncated',
    },
  },
};
