/** The payload of each event, version 1. Instants are ISO 8601 in UTC, ids are UUIDs. A change of meaning is a new version. */
export interface EventPayloads {
  readonly PatientRegistered: { readonly patientId: string };
  readonly AppointmentBooked: AppointmentFact;
  readonly AppointmentConfirmed: AppointmentFact;
  readonly AppointmentArrived: AppointmentFact;
  readonly AppointmentCompleted: AppointmentFact;
  readonly AppointmentCancelled: AppointmentFact;
  readonly AppointmentLateCancelled: AppointmentFact;
  readonly AppointmentNoShow: AppointmentFact;
  readonly AppointmentRescheduled: AppointmentFact & { readonly replacedByAppointmentId: string };
  readonly AppointmentReverted: AppointmentFact & { readonly state: string };
  readonly AppointmentEnteredInError: AppointmentFact;
  readonly CoverageChanged: { readonly patientId: string; readonly coverageId: string };
}

export interface AppointmentFact {
  readonly appointmentId: string;
  readonly patientId: string;
  readonly practitionerId: string;
  readonly locationId: string;
  readonly serviceTypeCode: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Who is told of what. The writer of an event makes one delivery for each subscriber named here. */
export const SUBSCRIBERS: Readonly<Record<keyof EventPayloads, readonly string[]>> = {
  PatientRegistered: ['scheduling', 'billing'],
  AppointmentBooked: ['patient', 'billing'],
  AppointmentConfirmed: ['patient', 'billing'],
  AppointmentArrived: ['patient', 'billing'],
  AppointmentCompleted: ['patient', 'billing'],
  AppointmentCancelled: ['patient', 'billing'],
  AppointmentLateCancelled: ['patient', 'billing'],
  AppointmentNoShow: ['patient', 'billing'],
  AppointmentRescheduled: ['patient', 'billing'],
  AppointmentReverted: ['patient', 'billing'],
  AppointmentEnteredInError: ['patient', 'billing'],
  CoverageChanged: ['patient', 'scheduling'],
};
