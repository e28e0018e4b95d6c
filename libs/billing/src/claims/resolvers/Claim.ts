import { usd } from '@spindle/kernel';
import type { ClaimResolvers } from './../../types.generated';
import { ageDays, totalCharge } from '../claim';

export const Claim: ClaimResolvers = {
  __resolveReference: ({ id }, { load }) => load.claims.byId.load(id),
  ageDays: (claim, _args, { today }) => ageDays(claim, today),
  appointment: ({ appointmentId }) => appointmentId && { id: appointmentId },
  coverage: ({ coverageId }, _args, { load }) => load.coverages.byId.load(coverageId),
  lines: ({ id }, _args, { load }) => load.claims.lines.load(id),
  patient: ({ patientId }) => ({ id: patientId }),
  totalCharge: async ({ id }, _args, { load }) => usd(totalCharge(await load.claims.lines.load(id))),
};
