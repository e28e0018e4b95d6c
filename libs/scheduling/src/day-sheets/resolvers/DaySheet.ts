import type { DaySheetResolvers } from './../../types.generated';

export const DaySheet: DaySheetResolvers = {
  timeZone: ({ location }) => location.timeZone,
};
