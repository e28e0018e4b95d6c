import type { ImportedClaimResolvers } from './../../types.generated';
import { knownUsd } from '../imported-claim';

export const ImportedClaim: ImportedClaimResolvers = {
  __resolveReference: ({ id }, { load }) => load.importedClaims.byId.load(id),
  allowed: ({ allowedCents }) => knownUsd(allowedCents),
  encounter: ({ encounterId }) => encounterId && { id: encounterId },
  lines: ({ id }, _args, { load }) => load.importedClaims.lines.load(id),
  paid: ({ paidCents }) => knownUsd(paidCents),
  patient: ({ patientId }) => ({ id: patientId }),
  patientResponsibility: ({ patientResponsibilityCents }) => knownUsd(patientResponsibilityCents),
  submitted: ({ submittedCents }) => knownUsd(submittedCents),
};
