import type { PlanDiagnosisResolvers } from './../../types.generated';

export const PlanDiagnosis: PlanDiagnosisResolvers = {};
