import type { EncounterResolvers } from './../../types.generated';

export const Encounter: Pick<EncounterResolvers, 'appointment'|'description'|'id'|'patient'|'period'|'placeName'|'practitioner'|'practitionerIdentifier'|'practitionerIdentifierValid'|'practitionerName'|'source'|'status'|'__resolveReference'> = {
  __resolveReference: ({ id }, { encounterLoader }) => encounterLoader.byId.load(id),
  appointment: ({ appointmentId }) => appointmentId && { id: appointmentId },
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
  practitioner: ({ practitionerId }) => practitionerId && { id: practitionerId },
};
