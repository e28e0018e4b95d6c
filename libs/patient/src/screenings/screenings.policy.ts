import { STAFF, type Policy } from '@spindle/subgraph';
import type { Screening } from './screening';

export const screenings: Policy = {
  Query: { screeningQuestionSet: [...STAFF, 'PATIENT'], screening: ['PRACTITIONER', 'PATIENT', 'SERVICE'] },
  Mutation: { recordScreening: ['FRONT_DESK', 'PRACTITIONER', 'SERVICE'], decideScreening: ['PRACTITIONER'] },
  arguments: { 'Query.screeningQuestionSet(key)': '', 'Query.screeningQuestionSet(on)': '' },
  types: {
    ScreeningQuestionSet: { REFERENCE: 'key version name validFrom validThrough answersHoldDays confirmedBy sources questions' },
    ScreeningQuestion: { REFERENCE: 'key text everyVisit options advice' },
    ScreeningOption: { REFERENCE: 'key text effect' },
    Screening: {
      patientOf: ({ patientId }: Screening) => patientId,
      STRUCTURE: 'id',
      CLINICAL: 'patient encounter questionSet questionSetVersion answers findings outcome answeredOn answeredAt decision',
    },
    ScreeningAnswer: { CLINICAL: 'question option answeredOn' },
    ScreeningFinding: { CLINICAL: 'question option effect text advice' },
    ScreeningDecision: { CLINICAL: 'decision reason practitioner decidedAt' },
    ScreeningEdge: { STRUCTURE: 'cursor node' },
    ScreeningConnection: { STRUCTURE: 'edges pageInfo' },
    Patient: { CLINICAL: 'screenings' },
    RecordScreeningPayload: { STRUCTURE: 'screening errors' },
    DecideScreeningPayload: { STRUCTURE: 'screening errors' },
    NoQuestionsInForceError: { STRUCTURE: 'message' },
    UnknownQuestionError: { STRUCTURE: 'message question' },
    UnknownAnswerError: { STRUCTURE: 'message question options' },
    QuestionsUnansweredError: { STRUCTURE: 'message questions' },
    AskedTooLateError: { STRUCTURE: 'message' },
    ScreeningNotFoundError: { STRUCTURE: 'message' },
    NothingToDecideError: { STRUCTURE: 'message' },
    ReasonRequiredError: { STRUCTURE: 'message' },
  },
};
