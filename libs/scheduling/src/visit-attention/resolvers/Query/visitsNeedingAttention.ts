import type { QueryResolvers } from './../../../types.generated';

export const visitsNeedingAttention: NonNullable<QueryResolvers['visitsNeedingAttention']> = (_parent, args, { attention }) => attention.worklist(args);
