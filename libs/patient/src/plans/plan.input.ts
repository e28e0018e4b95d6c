import type { Id } from '@spindle/kernel';
import type { ProposeTreatmentPlanInput, ReviseTreatmentPlanInput, TreatmentPlanInput } from '../types.generated';
import type { PlanTerms } from './plan';
import type { ProposePlan, RevisePlan } from './plan.service';

function toTerms(plan: TreatmentPlanInput): PlanTerms {
  return { ...plan, companionIntervention: plan.companionIntervention ?? null, companionReason: plan.companionReason ?? null };
}

export function toProposal(input: ProposeTreatmentPlanInput): ProposePlan {
  return { ...input, plan: toTerms(input.plan) };
}

export function toRevision({ estimateId, ...input }: ReviseTreatmentPlanInput): RevisePlan {
  return { ...input, plan: toTerms(input.plan), estimateId: (estimateId ?? null) as Id<'Estimate'> | null };
}
