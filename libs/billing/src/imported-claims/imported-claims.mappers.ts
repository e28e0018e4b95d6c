export type { ImportedClaim as ImportedClaimMapper, ImportedClaimLine as ImportedClaimLineMapper } from './imported-claim';
