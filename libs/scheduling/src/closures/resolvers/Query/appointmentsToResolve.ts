import type { QueryResolvers } from './../../../types.generated';

export const appointmentsToResolve: NonNullable<QueryResolvers['appointmentsToResolve']> = (_parent, args, { closures }) => closures.toResolve(args);
