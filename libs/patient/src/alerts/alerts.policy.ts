import type { Policy } from '@spindle/subgraph';
import type { PatientAlert } from './alert';

const DESK_AND_CARERS = ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN'] as const;

export const alerts: Policy = {
  Mutation: { pinAlert: DESK_AND_CARERS, endAlert: DESK_AND_CARERS },
  types: {
    PatientAlert: {
      patientOf: ({ patientId }: PatientAlert) => patientId,
      STRUCTURE: 'id version',
      STAFF: 'patient category text pinnedAt endedAt',
    },
    PinAlertPayload: { STRUCTURE: 'alert errors' },
    EndAlertPayload: { STRUCTURE: 'alert errors' },
    AlertCategoryNotAllowedError: { STRUCTURE: 'message' },
    AlertNotFoundError: { STRUCTURE: 'message' },
    AlertEndedError: { STRUCTURE: 'message' },
    Patient: { STAFF: 'alerts', CLINICAL: 'clinicalAlerts' },
  },
};
