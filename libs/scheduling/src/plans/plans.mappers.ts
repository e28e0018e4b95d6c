import type { Id } from '@spindle/kernel';

/** The plan is described elsewhere; here it is its id. */
export interface TreatmentPlanMapper { readonly id: Id<'TreatmentPlan'> }
