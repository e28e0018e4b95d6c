import type { QueryResolvers } from './../../../types.generated';

export const closures: NonNullable<QueryResolvers['closures']> = (_parent, args, { closures: calendar }) => calendar.list(args);
