import { STAFF, type Policy } from '@spindle/subgraph';

export const visitAttention: Policy = {
  Query: { visitsNeedingAttention: STAFF },
  Mutation: { settleVisitAttention: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'] },
  arguments: { 'Query.visitsNeedingAttention(reasons)': 'Appointment.needsAttention' },
  types: {
    Appointment: { INSURANCE: 'visitAuthorization', STAFF: 'needsAttention' },
    VisitAuthorization: { INSURANCE: 'state reason decidedAt' },
    VisitAttention: { STAFF: 'reason since' },
    SettleVisitAttentionPayload: { STRUCTURE: 'appointment errors' },
    AttentionNotOpenError: { STRUCTURE: 'message' },
  },
};
