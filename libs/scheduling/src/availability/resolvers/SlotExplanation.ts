import type { SlotExplanationResolvers } from './../../types.generated';

export const SlotExplanation: SlotExplanationResolvers = {};
