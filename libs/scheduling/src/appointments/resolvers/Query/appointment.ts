import type { QueryResolvers } from './../../../types.generated';

export const appointment: NonNullable<QueryResolvers['appointment']> = (_parent, { id }, { appointments }) => appointments.byId.load(id);
