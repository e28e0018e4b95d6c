import type { ImportedClaimLineResolvers } from './../../types.generated';
import { knownUsd } from '../imported-claim';

export const ImportedClaimLine: ImportedClaimLineResolvers = {
  submitted: ({ submittedCents }) => knownUsd(submittedCents),
};
