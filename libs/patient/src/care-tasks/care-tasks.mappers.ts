export type { CareTask as CareTaskMapper } from './care-task';
