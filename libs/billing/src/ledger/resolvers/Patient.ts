import { usd } from '@spindle/kernel';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'balance' | 'patientBalance' | '__resolveReference'> = {
  balance: async ({ id }, _args, { load }) => usd((await load.ledger.balance(id)).balanceCents),
  patientBalance: async ({ id }, _args, { load }) => usd((await load.ledger.balance(id)).patientBalanceCents),
};
