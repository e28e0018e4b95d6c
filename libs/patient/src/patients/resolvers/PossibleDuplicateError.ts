import type { PossibleDuplicateErrorResolvers } from './../../types.generated';

export const PossibleDuplicateError: PossibleDuplicateErrorResolvers = {
  candidates: ({ candidateIds }, _args, { patientLoader }) => patientLoader.loadPresent(candidateIds),
};
