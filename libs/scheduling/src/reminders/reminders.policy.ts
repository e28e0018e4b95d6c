import { STAFF, type Policy } from '@spindle/subgraph';

export const reminders: Policy = {
  Query: { reminderSchedule: STAFF },
  Mutation: { setReminderSchedule: ['FRONT_DESK', 'PRACTICE_ADMIN'] },
  arguments: { 'Query.reminderSchedule(serviceTypeCode)': 'ReminderSchedule.serviceTypeCode' },
  types: {
    Appointment: { STAFF: 'reminders' },
    Reminder: { STRUCTURE: 'id', STAFF: 'template dueAt state reason endedAt' },
    ReminderSchedule: { STRUCTURE: 'version', REFERENCE: 'serviceTypeCode offsets quietFrom quietUntil' },
    ReminderOffset: { REFERENCE: 'daysBefore localTime' },
    SetReminderSchedulePayload: { STRUCTURE: 'schedule errors' },
  },
};
