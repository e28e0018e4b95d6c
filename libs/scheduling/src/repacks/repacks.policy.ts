import { STAFF, type Policy } from '@spindle/subgraph';

export const repacks: Policy = {
  Query: { proposeRepack: STAFF },
  Mutation: { applyRepack: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'] },
  arguments: { 'Query.proposeRepack(withinDays)': '' },
  types: {
    RepackProposalResult: { STRUCTURE: 'proposal errors' },
    RepackProposal: { STRUCTURE: 'absenceVersion', SCHEDULE: 'visits cost truncated' },
    RepackVisit: { SCHEDULE: 'appointment place cost refusals' },
    RepackPlace: { SCHEDULE: 'practitioner location room equipmentId startsAt endsAt localStart' },
    ApplyRepackPayload: { STRUCTURE: 'moved left errors' },
    RepackNotFittingError: { STRUCTURE: 'message', SCHEDULE: 'moves' },
    UnfittingMove: { SCHEDULE: 'appointment conflict refusals' },
  },
};
