export type { TreatedCondition as TreatedConditionMapper } from './condition-catalogue';
