import type { Policy } from '@spindle/subgraph';

/** The front desk learns whether something is missing and that care is needed; what was answered stays with those who treat. */
export const readiness: Policy = {
  arguments: { 'Patient.readiness(procedure)': '', 'Patient.readiness(on)': '', 'Encounter.readiness(procedure)': '' },
  types: {
    TreatmentReadiness: { CONSENT: 'procedure day consent hasCautions ready missing confirmed', CLINICAL: 'screening candidacy cautions' },
    ScreeningStatus: { CLINICAL: 'state screening questions' },
    ConsentStatus: { CONSENT: 'state consent' },
    Patient: { CONSENT: 'readiness' },
    Encounter: { CONSENT: 'readiness' },
    Appointment: { CONSENT: 'readiness' },
    ServiceType: { REFERENCE: 'code procedure screeningQuestions consentForm' },
  },
};
