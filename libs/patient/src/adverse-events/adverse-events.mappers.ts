export type { AdverseEvent as AdverseEventMapper } from './adverse-event';
