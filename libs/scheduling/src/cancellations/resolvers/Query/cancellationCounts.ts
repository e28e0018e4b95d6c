import type { QueryResolvers } from './../../../types.generated';

export const cancellationCounts: NonNullable<QueryResolvers['cancellationCounts']> = (_parent, args, { cancellations }) => cancellations.count(args);
