import type { QueryResolvers } from './../../../types.generated';

export const waitlist: NonNullable<QueryResolvers['waitlist']> = (_parent, args, { waitlist: known }) => known.list(args);
