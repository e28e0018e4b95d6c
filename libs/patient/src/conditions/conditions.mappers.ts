export type { Condition as ConditionMapper } from './condition';
