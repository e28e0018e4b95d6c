export type { TreatmentPlan as TreatmentPlanMapper } from './plan';
