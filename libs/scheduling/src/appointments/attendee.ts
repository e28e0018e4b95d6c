import type { Id } from '@spindle/kernel';

/** For whom a visit is: a patient, or a lead who is no patient yet. One of the two is null, never both. */
export interface Attendee {
  readonly patientId: Id<'Patient'> | null;
  readonly leadId: Id<'Lead'> | null;
}

/** The person whose time the visit takes: the id of their row among the resources. */
export function attendeeIdOf({ patientId, leadId }: Attendee): Id<'Patient'> | Id<'Lead'> {
  const id = patientId ?? leadId;
  if (id === null) throw new Error('A visit is for a patient or for a lead.');
  return id;
}
