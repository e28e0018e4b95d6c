import type { Policy } from '@spindle/subgraph';
import type { ProgressReport } from './progress-report';

export const progressReports: Policy = {
  Mutation: { writeProgressReport: ['PRACTITIONER'] },
  types: {
    ProgressReport: {
      patientOf: ({ patientId }: ProgressReport) => patientId,
      STRUCTURE: 'id',
      CLINICAL: 'plan from through treatmentDays outcomeScores goals assessment practitioner writtenOn',
    },
    GoalProgress: { CLINICAL: 'goal progress note' },
    WriteProgressReportPayload: { STRUCTURE: 'report errors' },
    NothingToReportError: { STRUCTURE: 'message' },
    TreatmentPlan: { CLINICAL: 'progressReports' },
  },
};
