export type { TreatedCondition as TreatedConditionMapper } from './condition-catalogue';
export type { DiagnosisCode as DiagnosisCodeMapper } from './diagnosis-code';
