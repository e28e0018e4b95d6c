import { STAFF, type Policy, type Role } from '@spindle/subgraph';
import type { ConsultationRequest } from './consultation-request';

/** Who calls people back. */
const CALLERS: readonly Role[] = ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'];

/** The web page's visitors see where and when; what they said is for the clinic alone. */
export const consultationRequests: Policy = {
  Query: { consultationOffer: [...STAFF, 'PUBLIC'], consultationRequests: CALLERS },
  Mutation: { requestConsultation: ['PUBLIC', 'SERVICE'], settleConsultationRequest: CALLERS },
  types: {
    ConsultationOffer: { REFERENCE: 'locations times', PUBLIC: 'locations times' },
    ConsultationTime: { REFERENCE: 'startsAt localStart location', PUBLIC: 'startsAt localStart location' },
    RequestConsultationPayload: { STRUCTURE: 'receipt errors', PUBLIC: 'receipt errors' },
    ConsultationReceipt: { STRUCTURE: 'location startsAt localStart', PUBLIC: 'location startsAt localStart' },
    ConsultationTimeTakenError: { STRUCTURE: 'message nearestStarts', PUBLIC: 'message nearestStarts' },
    NoFreeTimeError: { PUBLIC: 'message' },
    FreeConsultationNotOfferedError: { PUBLIC: 'message' },
    ConsultationRequest: {
      locationOf: ({ locationId }: ConsultationRequest) => locationId,
      STRUCTURE: 'id',
      STAFF: 'lead location startsAt concern outcome appointment requestedAt settledAt',
      only: { concern: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN'] },
    },
    ConsultationRequestEdge: { STRUCTURE: 'node cursor' },
    ConsultationRequestConnection: { STRUCTURE: 'edges pageInfo' },
    SettleConsultationRequestPayload: { STRUCTURE: 'request errors' },
    ConsultationRequestNotFoundError: { STRUCTURE: 'message' },
  },
};
