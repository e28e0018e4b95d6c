import type { QueryResolvers } from './../../../types.generated';

export const waitlistEntry: NonNullable<QueryResolvers['waitlistEntry']> = (_parent, { id }, { waitlist }) => waitlist.entryById.load(id);
