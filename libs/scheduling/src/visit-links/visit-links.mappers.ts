export type { LinkedVisit as LinkedVisitMapper } from './visit-link';
