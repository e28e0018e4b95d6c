import type { Id } from '@spindle/kernel';

export type { Encounter as EncounterMapper } from './encounter';
/** A visit as this subgraph knows it: by its key. */
export interface AppointmentMapper { readonly id: Id<'Appointment'> }
/** A practitioner as this subgraph knows it: by its key. */
export interface PractitionerMapper { readonly id: Id<'Practitioner'> }
