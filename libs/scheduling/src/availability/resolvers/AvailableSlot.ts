import type { AvailableSlotResolvers } from './../../types.generated';

export const AvailableSlot: AvailableSlotResolvers = {};
