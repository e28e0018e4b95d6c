import type { QueryResolvers } from './../../../types.generated';

export const payers: NonNullable<QueryResolvers['payers']> = (_parent, args, context) => context.payers.list(args);
