import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: Pick<AppointmentResolvers, 'arrivedAt'|'cancellationReason'|'completedAt'|'endsAt'|'holdExpiresAt'|'id'|'localStart'|'location'|'override'|'patient'|'placeName'|'practitioner'|'practitionerName'|'replacedBy'|'replaces'|'room'|'roomedAt'|'serviceType'|'source'|'startsAt'|'state'|'timeZone'|'treatmentStartedAt'|'version'|'__resolveReference'> = {
  __resolveReference: ({ id }, { appointments }) => appointments.byId.load(id),
  patient: ({ patientId }) => patientId && { id: patientId },
  override: ({ id }, _args, { overrides }) => overrides.byAppointment.load(id),
  replaces: ({ replacesId }, _args, { appointments }) => (replacesId === null ? null : appointments.byId.load(replacesId)),
  replacedBy: ({ id, state }, _args, { appointments }) => (state === 'RESCHEDULED' ? appointments.replacing.load(id) : null),
};
