import type { Policy } from '@spindle/subgraph';
import type { AdverseEvent } from './adverse-event';

export const adverseEvents: Policy = {
  Query: { adverseEventReport: ['PRACTITIONER', 'PRACTICE_ADMIN'] },
  arguments: { 'Query.adverseEventReport(from)': '', 'Query.adverseEventReport(through)': '' },
  Mutation: { recordAdverseEvent: ['PRACTITIONER'] },
  types: {
    AdverseEvent: {
      patientOf: ({ patientId }: AdverseEvent) => patientId,
      STRUCTURE: 'id',
      CLINICAL: 'patient encounter kind severity occurredAt description actionTaken recordedAt',
    },
    AdverseEventReport: { STAFF: 'needledEncounters events rates' },
    AdverseEventRate: { STAFF: 'kind events per1000' },
    RecordAdverseEventPayload: { STRUCTURE: 'adverseEvent errors' },
    Encounter: { CLINICAL: 'adverseEvents' },
  },
};
