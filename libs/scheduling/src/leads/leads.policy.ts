import { STAFF, type Policy } from '@spindle/subgraph';
import type { Lead } from './lead';

export const leads: Policy = {
  Query: { freeConsultationReport: STAFF },
  arguments: { 'Query.freeConsultationReport(from)': 'FreeConsultationReport.from', 'Query.freeConsultationReport(through)': 'FreeConsultationReport.through' },
  Mutation: { bookFreeConsultation: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'] },
  types: {
    Lead: {
      patientOf: ({ patientId }: Lead) => patientId,
      STRUCTURE: 'id',
      IDENTITY: 'name',
      CONTACT: 'telephone preferredLanguage',
      SCHEDULE: 'concern source sourceOther createdAt patient',
      only: { concern: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN'] },
    },
    Appointment: { IDENTITY: 'lead' },
    BookFreeConsultationPayload: { STRUCTURE: 'appointment confirmationCode errors' },
    FreeConsultationHadError: { STRUCTURE: 'message', SCHEDULE: 'possibleFrom' },
    FreeConsultationNotOfferedError: { STRUCTURE: 'message' },
    LeadIsPatientError: { STRUCTURE: 'message', IDENTITY: 'patient' },
    NoFreeTimeError: { STRUCTURE: 'message' },
    FreeConsultationReport: { STAFF: 'from through total bySource' },
    FreeConsultationCount: { STAFF: 'booked arrived converted' },
    FreeConsultationSourceCount: { STAFF: 'source count' },
  },
};
