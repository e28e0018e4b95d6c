import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'appointments'|'id'|'nextAppointment'|'__resolveReference'> = {
  __resolveReference: ({ id }) => ({ id }),
  appointments: ({ id }, args, { appointments }) => appointments.ofPatient(id, args),
  nextAppointment: ({ id }, _args, { appointments }) => appointments.nextOfPatient.load(id),
};
