import type { QueryResolvers } from './../../../types.generated';

export const claimWorklist: NonNullable<QueryResolvers['claimWorklist']> = (_parent, args, { claims }) => claims.worklist(args);
