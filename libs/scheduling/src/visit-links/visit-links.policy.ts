import type { Policy } from '@spindle/subgraph';

/** Links are made by who sends messages, and shown by the gateway's page; who holds one answers as a visitor. */
export const visitLinks: Policy = {
  Query: { linkedVisit: ['SERVICE'] },
  Mutation: { createVisitLink: ['SERVICE'], answerVisitByLink: ['PUBLIC', 'SERVICE'] },
  arguments: { 'Query.linkedVisit(tokenHash)': '' },
  types: {
    LinkedVisit: { SCHEDULE: 'startsAt localStart timeZone location', PUBLIC: 'startsAt localStart timeZone location' },
    CreateVisitLinkPayload: { STRUCTURE: 'token errors' },
    AnswerVisitByLinkPayload: { STRUCTURE: 'visit errors', PUBLIC: 'visit errors' },
    LinkNotValidError: { STRUCTURE: 'message', PUBLIC: 'message' },
    Location: { PUBLIC: 'id name addressLines city state postalCode telephone timeZone' },
  },
};
