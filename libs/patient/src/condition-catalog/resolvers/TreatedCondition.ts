import type { TreatedConditionResolvers } from './../../types.generated';

export const TreatedCondition: TreatedConditionResolvers = {
  diagnosisCodes: ({ key }, { on }, { catalogue }) => catalogue.conditions.codes.billableOf(key, on),
  measures: ({ measures }, _args, { catalogue }) => measures.map((code) => catalogue.measures.find(code)).filter((measure) => measure !== null),
};
