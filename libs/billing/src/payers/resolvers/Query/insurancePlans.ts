import type { QueryResolvers } from './../../../types.generated';

export const insurancePlans: NonNullable<QueryResolvers['insurancePlans']> = (_parent, args, context) => context.insurancePlans.list(args);
