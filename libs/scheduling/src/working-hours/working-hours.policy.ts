import type { Policy } from '@spindle/subgraph';

export const workingHours: Policy = {
  Mutation: {
    setWeeklyHours: ['FRONT_DESK', 'PRACTICE_ADMIN'],
    addAvailabilityException: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN'],
    withdrawAvailabilityException: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN'],
  },
  types: {
    SetWeeklyHoursPayload: { STRUCTURE: 'weeklyHours errors' },
    WeeklyHours: { STRUCTURE: 'id version', REFERENCE: 'serviceTypeCode validFrom validTo stretches' },
    OpenHours: { REFERENCE: 'weekday opens closes' },
    AddAvailabilityExceptionPayload: { STRUCTURE: 'exception errors' },
    WithdrawAvailabilityExceptionPayload: { STRUCTURE: 'exception errors' },
    AvailabilityException: { STRUCTURE: 'id version', REFERENCE: 'kind localFrom localUntil withdrawnAt' },
    CalendarEntryNotFoundError: { STRUCTURE: 'message' },
  },
};
