import type { SeriesResolvers } from './../../types.generated';

export const Series: SeriesResolvers = {
  location: ({ locationId }, _args, { locations }) => locations.byId.load(locationId),
  patient: ({ patientId }) => ({ id: patientId }),
  plan: ({ planId }) => planId && { id: planId },
  serviceType: ({ serviceTypeCode }, _args, { serviceTypes }) => serviceTypes.byCode.load(serviceTypeCode),
  visits: ({ id }, _args, { series }) => series.visitsOf.load(id),
};
