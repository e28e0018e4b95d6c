import { toPayload } from '@spindle/subgraph';
import type { QueryResolvers } from './../../../types.generated';

export const diagnosisCode: NonNullable<QueryResolvers['diagnosisCode']> = (_parent, { code, on }, { catalogue }) =>
  toPayload(catalogue.conditions.codes.check(code, on), async (found) => ({ diagnosisCode: found }));
