import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: AppointmentResolvers = {
  __resolveReference: ({ id }, { appointments }) => appointments.byId.load(id),
  patient: ({ patientId }) => patientId && { id: patientId },
  replaces: ({ replacesId }, _args, { appointments }) => (replacesId === null ? null : appointments.byId.load(replacesId)),
  replacedBy: ({ id, state }, _args, { appointments }) => (state === 'RESCHEDULED' ? appointments.replacing.load(id) : null),
};
