import type { QueryResolvers } from './../../../types.generated';

export const serviceTypes: NonNullable<QueryResolvers['serviceTypes']> = (_parent, args, { serviceTypes: services }) => services.list(args);
