import type { SlotTakenErrorResolvers } from './../../types.generated';

export const SlotTakenError: SlotTakenErrorResolvers = {
  nearestStarts: ({ nearestStarts }) => nearestStarts.map((start) => new Date(start)),
};
