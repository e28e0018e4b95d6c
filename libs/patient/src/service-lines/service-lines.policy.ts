import type { Policy } from '@spindle/subgraph';

export const serviceLines: Policy = {
  Mutation: { recordServiceLine: ['PRACTITIONER'], correctServiceLine: ['PRACTITIONER'], withdrawServiceLine: ['PRACTITIONER'] },
  types: {
    ServiceLine: { STRUCTURE: 'id', CODING: 'code label timed minutesByClinician minutesByAssistant muscleKeys' },
    TimedUnits: { CODING: 'minutes medicare ama' },
    TimedUnitCount: { CODING: 'units byCode' },
    CodeUnits: { CODING: 'code units' },
    RecordServiceLinePayload: { STRUCTURE: 'encounter errors' },
    CorrectServiceLinePayload: { STRUCTURE: 'encounter errors' },
    WithdrawServiceLinePayload: { STRUCTURE: 'encounter errors' },
    ProcedureUnknownError: { STRUCTURE: 'message code' },
    ServiceLineNotAllowedError: { STRUCTURE: 'message rule source' },
    ServiceLineNotFoundError: { STRUCTURE: 'message' },
    Encounter: { CODING: 'serviceLines timedUnits' },
  },
};
