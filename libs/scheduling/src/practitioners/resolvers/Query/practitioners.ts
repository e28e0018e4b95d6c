import type { QueryResolvers } from './../../../types.generated';

export const practitioners: NonNullable<QueryResolvers['practitioners']> = (_parent, { locationId }, { practitioners: people }) => people.all(locationId ?? null);
