import { clockOf } from '../wall-input';
import type { OpenHoursResolvers } from './../../types.generated';

export const OpenHours: OpenHoursResolvers = {
  opens: ({ opensMinute }) => clockOf(opensMinute),
  closes: ({ closesMinute }) => clockOf(closesMinute),
};
