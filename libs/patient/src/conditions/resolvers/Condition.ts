import type { ConditionResolvers } from './../../types.generated';

export const Condition: ConditionResolvers = {
  __resolveReference: ({ id }, { conditionLoader }) => conditionLoader.byId.load(id),
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
};
