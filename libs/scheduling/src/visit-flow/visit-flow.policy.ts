import type { Policy, Role } from '@spindle/subgraph';

/** Who leads a visit from step to step; `authorityOf` says who may take which of them back. */
const FLOW: readonly Role[] = ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'];

export const visitFlow: Policy = {
  Mutation: {
    confirmAppointment: FLOW, checkInPatient: FLOW, roomPatient: FLOW, startTreatment: FLOW, completeVisit: FLOW,
    cancelAppointment: FLOW, recordNoShow: FLOW, revertAppointment: FLOW, enterAppointmentInError: FLOW,
  },
  types: {
    ConfirmAppointmentPayload: { STRUCTURE: 'appointment errors' },
    CheckInPatientPayload: { STRUCTURE: 'appointment errors' },
    RoomPatientPayload: { STRUCTURE: 'appointment errors' },
    StartTreatmentPayload: { STRUCTURE: 'appointment errors' },
    CompleteVisitPayload: { STRUCTURE: 'appointment errors' },
    CancelAppointmentPayload: { STRUCTURE: 'appointment errors' },
    RecordNoShowPayload: { STRUCTURE: 'appointment errors' },
    RevertAppointmentPayload: { STRUCTURE: 'appointment errors' },
    EnterAppointmentInErrorPayload: { STRUCTURE: 'appointment errors' },
    AppointmentNotFoundError: { STRUCTURE: 'message' },
    TransitionNotAllowedError: { STRUCTURE: 'message', SCHEDULE: 'state' },
  },
};
