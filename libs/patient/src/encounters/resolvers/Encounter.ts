import type { EncounterResolvers } from './../../types.generated';

export const Encounter: EncounterResolvers = {
  __resolveReference: ({ id }, { encounterLoader }) => encounterLoader.byId.load(id),
  appointment: ({ appointmentId }) => appointmentId && { id: appointmentId },
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
  practitioner: ({ practitionerId }) => practitionerId && { id: practitionerId },
};
