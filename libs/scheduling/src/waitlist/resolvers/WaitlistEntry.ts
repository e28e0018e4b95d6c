import type { WaitlistEntryResolvers } from './../../types.generated';

export const WaitlistEntry: WaitlistEntryResolvers = {
  appointment: ({ appointmentId }, _args, { appointments }) => (appointmentId === null ? null : appointments.byId.load(appointmentId)),
  locations: async ({ locationIds }, _args, { locations }) => (await Promise.all(locationIds.map((id) => locations.byId.load(id)))).filter((each) => each !== null),
  openOffer: ({ id }, _args, { waitlist }) => waitlist.openOfferOf.load(id),
  patient: ({ patientId }) => ({ id: patientId }),
  practitioners: async ({ practitionerIds }, _args, { practitioners }) => (await Promise.all(practitionerIds.map((id) => practitioners.byId.load(id)))).filter((each) => each !== null),
  serviceType: ({ serviceTypeCode }, _args, { serviceTypes }) => serviceTypes.byCode.load(serviceTypeCode),
};
