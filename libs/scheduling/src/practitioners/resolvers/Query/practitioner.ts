import type { QueryResolvers } from './../../../types.generated';

export const practitioner: NonNullable<QueryResolvers['practitioner']> = (_parent, { id }, { practitioners }) => practitioners.byId.load(id);
