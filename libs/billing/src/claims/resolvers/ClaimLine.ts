import { usd } from '@spindle/kernel';
import type { ClaimLineResolvers } from './../../types.generated';
import { procedureLabel } from '../../charges/procedure-label';

export const ClaimLine: ClaimLineResolvers = {
  adjusted: async (line, _args, { load }) => usd((await load.ledger.line(line)).adjustedCents),
  balance: async (line, _args, { load }) => usd((await load.ledger.line(line)).balanceCents),
  charge: ({ chargeCents }) => usd(chargeCents),
  paid: async (line, _args, { load }) => usd((await load.ledger.line(line)).paidCents),
  patientBalance: async (line, _args, { load }) => usd((await load.ledger.line(line)).patientBalanceCents),
  procedureLabel: ({ procedureCode }) => procedureLabel(procedureCode),
};
