import type { TreatmentPlanResolvers } from './../../types.generated';

export const TreatmentPlan: Pick<TreatmentPlanResolvers, 'acceptedAt'|'closedOn'|'companionIntervention'|'companionReason'|'diagnoses'|'episode'|'estimateId'|'goals'|'id'|'interventions'|'patient'|'proposedAt'|'proposedBy'|'replaces'|'requiresCertification'|'serviceTypeCodes'|'startsOn'|'state'|'version'|'visits'|'visitsPerWeek'|'visitsPlanned'|'weeks'|'__resolveReference'> = {
  __resolveReference: ({ id }, { planLoader }) => planLoader.byId.load(id),
  acceptedAt: ({ state, decidedAt }) => (state === 'DECLINED' ? null : decidedAt),
  diagnoses: async ({ id }, _args, { planLoader }) => [...await planLoader.diagnoses.load(id)],
  episode: ({ episodeId }, _args, { episodeLoader }) => episodeLoader.byId.load(episodeId),
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
  proposedBy: ({ proposedBy }) => ({ id: proposedBy }),
  replaces: ({ replacesId }, _args, { planLoader }) => replacesId && planLoader.byId.load(replacesId),
  visits: (plan, _args, { planLoader }) => planLoader.visitsOf(plan),
};
