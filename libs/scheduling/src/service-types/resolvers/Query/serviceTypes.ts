import type { QueryResolvers } from './../../../types.generated';

export const serviceTypes: NonNullable<QueryResolvers['serviceTypes']> = (_parent, _args, { serviceTypes: services }) => services.all();
