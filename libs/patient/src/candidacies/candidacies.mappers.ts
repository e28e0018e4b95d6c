export type { Candidacy as CandidacyMapper } from './candidacy';
