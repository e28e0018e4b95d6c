import { STAFF, type Policy } from '@spindle/subgraph';
import type { OutcomeScore } from './outcome-score';

export const outcomeMeasures: Policy = {
  Query: { outcomeMeasures: [...STAFF, 'PATIENT'] },
  Mutation: { recordOutcomeScore: ['FRONT_DESK', 'PRACTITIONER', 'SERVICE'] },
  arguments: { 'Patient.outcomeTrend(measure)': '' },
  types: {
    OutcomeScore: {
      patientOf: ({ patientId }: OutcomeScore) => patientId,
      STRUCTURE: 'id',
      CLINICAL: 'patient encounter measure measureVersion answeredOn value points possible answers',
    },
    OutcomeAnswer: { CLINICAL: 'item answer' },
    OutcomeTrend: { CLINICAL: 'measure scores change' },
    OutcomeChange: { CLINICAL: 'improvement judgements' },
    ChangeJudgement: { CLINICAL: 'kind value population source verdict' },
    OutcomeScoreEdge: { STRUCTURE: 'cursor node' },
    OutcomeScoreConnection: { STRUCTURE: 'edges pageInfo' },
    Patient: { CLINICAL: 'outcomeScores outcomeTrend' },
    RecordOutcomeScorePayload: { STRUCTURE: 'outcomeScore errors' },
    OutcomeMeasureNotFoundError: { STRUCTURE: 'message known' },
    UnknownItemError: { STRUCTURE: 'message item' },
    AnswerOutOfRangeError: { STRUCTURE: 'message item least most' },
    AnswersMissingError: { STRUCTURE: 'message items' },
    OutcomeMeasure: { REFERENCE: 'code version name scoring direction missingRule missingAtMost items thresholds licence source confirmedBy' },
    OutcomeMeasureItem: { REFERENCE: 'number least most text' },
    ChangeThreshold: { REFERENCE: 'kind value population source' },
    OutcomeMeasureEdge: { STRUCTURE: 'cursor node' },
    OutcomeMeasureConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
