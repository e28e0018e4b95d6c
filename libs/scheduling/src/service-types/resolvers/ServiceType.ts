import type { ServiceTypeResolvers } from './../../types.generated';

export const ServiceType: ServiceTypeResolvers = {
  __resolveReference: ({ code }, { serviceTypes }) => serviceTypes.byCode.load(code),
};
