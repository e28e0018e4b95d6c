import type { Id, Page } from '@spindle/kernel';
import type { Appointment } from './appointment';

export type AppointmentMapper = Appointment;
export type AppointmentConnectionMapper = Page<Appointment>;
/** The patient is described elsewhere; here it is its id. */
export interface PatientMapper { readonly id: Id<'Patient'> }
