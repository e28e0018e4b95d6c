import type { QueryResolvers } from './../../../types.generated';

export const whyNoSlot: NonNullable<QueryResolvers['whyNoSlot']> = (_parent, args, { slots }) => slots.explain(args);
