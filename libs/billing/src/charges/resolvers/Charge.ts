import { usd } from '@spindle/kernel';
import type { ChargeResolvers } from './../../types.generated';
import { procedureLabel } from '../procedure-label';

export const Charge: ChargeResolvers = {
  __resolveReference: ({ id }, { load }) => load.charges.byId.load(id),
  amount: ({ amountCents }) => usd(amountCents),
  appointment: ({ appointmentId }) => appointmentId && { id: appointmentId },
  patient: ({ patientId }) => ({ id: patientId }),
  procedureLabel: ({ procedureCode }) => procedureLabel(procedureCode),
};
