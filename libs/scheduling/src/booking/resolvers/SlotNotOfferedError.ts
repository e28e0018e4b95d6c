import type { SlotNotOfferedErrorResolvers } from './../../types.generated';

export const SlotNotOfferedError: SlotNotOfferedErrorResolvers = {
  nearestStarts: ({ nearestStarts }) => nearestStarts.map((start) => new Date(start)),
};
