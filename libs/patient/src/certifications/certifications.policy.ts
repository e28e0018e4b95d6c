import type { Policy } from '@spindle/subgraph';
import type { Certification } from './certification';

export const certifications: Policy = {
  Mutation: { certifyPlan: ['FRONT_DESK', 'PRACTITIONER', 'BILLER'] },
  types: {
    PlanCertification: {
      patientOf: ({ patientId }: Certification) => patientId,
      STRUCTURE: 'id',
      SCHEDULE: 'plan from through basis certifier signedOn isDelayed delayReason',
    },
    Certifier: { SCHEDULE: 'name npi kind' },
    CertifyPlanPayload: { STRUCTURE: 'certification errors' },
    CertificationNotAllowedError: { STRUCTURE: 'message rule source' },
    TreatmentPlan: { SCHEDULE: 'certifications certifiedThrough' },
  },
};
