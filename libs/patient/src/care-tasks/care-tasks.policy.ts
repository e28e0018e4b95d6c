import type { Policy } from '@spindle/subgraph';
import type { CareTask } from './care-task';

const CARERS = ['FRONT_DESK', 'PRACTITIONER'] as const;

export const careTasks: Policy = {
  Query: { careTasksDue: CARERS },
  arguments: { 'Query.careTasksDue(dueThrough)': 'CareTask.dueOn' },
  Mutation: { completeCareTask: CARERS },
  types: {
    CareTask: {
      patientOf: ({ patientId }: CareTask) => patientId,
      STRUCTURE: 'id version',
      STAFF: 'kind patient encounter dueOn doneAt',
      CLINICAL: 'outcome',
    },
    CareTaskEdge: { STRUCTURE: 'cursor node' },
    CareTaskConnection: { STRUCTURE: 'edges pageInfo' },
    CompleteCareTaskPayload: { STRUCTURE: 'careTask errors' },
    CareTaskNotFoundError: { STRUCTURE: 'message' },
    CareTaskDoneError: { STRUCTURE: 'message' },
  },
};
