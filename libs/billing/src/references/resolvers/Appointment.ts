import { usd } from '@spindle/kernel';
import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: AppointmentResolvers = {
  __resolveReference: (reference) => reference,
  charges: ({ id }, _args, { load }) => load.charges.ofAppointment.load(id),
  claim: async ({ id }, _args, { load }) => (await load.claims.ofAppointment.load(id))[0] ?? null,
  claims: ({ id }, _args, { load }) => load.claims.ofAppointment.load(id),
  patientBalance: async ({ patient }, _args, { load }) => (patient ? usd((await load.ledger.balance(patient.id)).patientBalanceCents) : null),
};
