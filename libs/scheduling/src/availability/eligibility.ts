import { isCredentialed } from '../practitioners/practitioner';
import { dayOf } from '../wall-time';
import type { Availability, PractitionerAvailability, SiteAvailability } from './availability';
import type { RuledVisit, SlotRefusal } from './slot-rule';

/** Whether somebody may be seen at all, whatever the time: the service is offered, and to people like this one. */
export function patientRefusals({ serviceType, person }: Availability): SlotRefusal[] {
  const { retired, accepts, seats } = serviceType;
  return [
    ...(retired ? [{ reason: 'SERVICE_RETIRED', message: 'This service is not offered any more.' } as const] : []),
    ...(seats !== null ? [{ reason: 'SESSION_ONLY', message: 'This service is given to groups: take a seat in one of its sessions.' } as const] : []),
    ...(person && accepts === 'NEW_PATIENTS' && person.isReturning ? [{ reason: 'NEW_PATIENTS_ONLY', message: 'This service is for people who have not been treated here before.' } as const] : []),
    ...(person && accepts === 'RETURNING_PATIENTS' && !person.isReturning ? [{ reason: 'RETURNING_PATIENTS_ONLY', message: 'This service is for people who have been treated here before.' } as const] : []),
  ];
}

/** Whether the practitioner may give the service on the day of the visit: the credential counts on that day, not today. */
export function credentialRefusal({ serviceType }: Availability, site: SiteAvailability, { practitioner, startsAt }: { practitioner: PractitionerAvailability; startsAt: Date }): SlotRefusal | null {
  const { requiredCredential: kind, requiredCredentialHours: hours } = serviceType;
  if (kind === null) return null;
  const { timeZone, state } = site.location;
  if (isCredentialed(practitioner.credentials, { kind, day: dayOf(startsAt, timeZone), state, hours })) return null;
  return { reason: 'CREDENTIAL_MISSING', message: 'The practitioner holds no valid credential for this service on that day.' };
}

/** What the rules beside time and place say of a visit. */
export function ruleRefusals({ person }: Availability, visit: RuledVisit): SlotRefusal[] {
  return person ? person.rules.flatMap((rule) => rule(visit) ?? []) : [];
}
