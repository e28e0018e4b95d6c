import type { AvailableSlotsResolvers } from './../../types.generated';

export const AvailableSlots: AvailableSlotsResolvers = {};
