import type { ValidationContext } from '../validate/context';
import { syntheticDiagnoses, syntheticProcedures } from './claim';

/** A full context under which every made-up claim is clean. */
export const syntheticContext: ValidationContext = {
  today: '20260401',
  diagnoses: {
    find: (code) => {
      if (!syntheticDiagnoses.has(code)) return undefined;
      const side = syntheticDiagnoses.get(code);
      return side === undefined ? { billable: true } : { billable: true, side };
    },
  },
  procedures: { find: (code) => ((syntheticProcedures as readonly string[]).includes(code) ? { modifiers: new Set(['GP', '59', 'RT', 'LT', 'AT', 'GA', 'GZ', 'GX', 'GY', '95', '76']) } : undefined) },
  coverage: { from: '20200101' },
  filing: { limit: 12, unit: 'months' },
  authorisation: { required: false },
  earlierLines: [],
  payerRequirements: [],
};
