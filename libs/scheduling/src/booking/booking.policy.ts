import type { Policy } from '@spindle/subgraph';

export const booking: Policy = {
  Mutation: {
    bookAppointment: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
    rescheduleAppointment: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
  },
  types: {
    BookAppointmentPayload: { STRUCTURE: 'appointment errors' },
    RescheduleAppointmentPayload: { STRUCTURE: 'appointment present errors' },
    SlotTakenError: { STRUCTURE: 'message', SCHEDULE: 'taken refusals nearestStarts' },
    SlotNotOfferedError: { STRUCTURE: 'message', SCHEDULE: 'refusals nearestStarts' },
    CredentialMissingError: { STRUCTURE: 'message', REFERENCE: 'credential day' },
    LocationMismatchError: { STRUCTURE: 'message', REFERENCE: 'mismatch' },
    ServiceRetiredError: { STRUCTURE: 'message' },
    PatientUnknownError: { STRUCTURE: 'message' },
    TimeInPastError: { STRUCTURE: 'message' },
  },
};
