import { STAFF, type Policy } from '@spindle/subgraph';
import type { TreatmentPlan } from './plan';

const DECIDES = ['FRONT_DESK', 'PRACTITIONER'] as const;

export const plans: Policy = {
  Query: { treatmentPlan: [...STAFF, 'PATIENT'] },
  Mutation: {
    proposeTreatmentPlan: ['PRACTITIONER'],
    acceptTreatmentPlan: DECIDES,
    declineTreatmentPlan: DECIDES,
    reviseTreatmentPlan: ['PRACTITIONER'],
    closeTreatmentPlan: DECIDES,
  },
  types: {
    TreatmentPlan: {
      patientOf: ({ patientId }: TreatmentPlan) => patientId,
      STRUCTURE: 'id version state',
      SCHEDULE: 'patient episode serviceTypeCodes visitsPlanned visitsPerWeek weeks startsOn visits proposedBy proposedAt acceptedAt closedOn replaces',
      CODING: 'diagnoses requiresCertification',
      CLINICAL: 'goals interventions companionIntervention companionReason',
      MONEY: 'estimateId',
    },
    PlanDiagnosis: { CODING: 'code text' },
    PlanVisits: { SCHEDULE: 'planned booked attended left' },
    TreatmentPlanEdge: { STRUCTURE: 'cursor node' },
    TreatmentPlanConnection: { STRUCTURE: 'edges pageInfo' },
    ProposeTreatmentPlanPayload: { STRUCTURE: 'plan errors' },
    AcceptTreatmentPlanPayload: { STRUCTURE: 'plan errors' },
    DeclineTreatmentPlanPayload: { STRUCTURE: 'plan errors' },
    ReviseTreatmentPlanPayload: { STRUCTURE: 'plan errors' },
    CloseTreatmentPlanPayload: { STRUCTURE: 'plan errors' },
    CompanionInterventionNeededError: { STRUCTURE: 'message' },
    TreatmentPlanNotFoundError: { STRUCTURE: 'message' },
    TreatmentPlanStateError: { STRUCTURE: 'message state' },
    RedFlagOpenError: { STRUCTURE: 'message' },
    RedFlagsUnansweredError: { STRUCTURE: 'message questions' },
    CandidacyNeededError: { STRUCTURE: 'message procedure' },
    Patient: { SCHEDULE: 'treatmentPlans' },
  },
};
