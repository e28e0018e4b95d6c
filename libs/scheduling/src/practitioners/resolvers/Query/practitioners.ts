import type { QueryResolvers } from './../../../types.generated';

export const practitioners: NonNullable<QueryResolvers['practitioners']> = (_parent, args, { practitioners: people }) => people.list(args);
