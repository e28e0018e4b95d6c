export type { Claim as ClaimMapper, ClaimLine as ClaimLineMapper } from './claim';
