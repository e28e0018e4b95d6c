import type { CalendarDay } from '@spindle/kernel';
import { carriesVisit } from '../plans/visit-limits';
import { isCredentialed } from '../practitioners/practitioner';
import { dayOf } from '../wall-time';
import type { Availability, PractitionerAvailability, SiteAvailability } from './availability';
import type { SlotRefusal } from './slot-refusal';

/** Whether somebody may be seen at all, whatever the time: the service is offered, to people like this one, and their insurance still pays for it. */
export function patientRefusals({ serviceType, person }: Availability): SlotRefusal[] {
  const { retired, accepts, seats } = serviceType;
  return [
    ...(retired ? [{ reason: 'SERVICE_RETIRED', message: 'This service is not offered any more.' } as const] : []),
    ...(seats !== null ? [{ reason: 'SESSION_ONLY', message: 'This service is given to groups: take a seat in one of its sessions.' } as const] : []),
    ...(person && accepts === 'NEW_PATIENTS' && person.isReturning ? [{ reason: 'NEW_PATIENTS_ONLY', message: 'This service is for people who have not been treated here before.' } as const] : []),
    ...(person && accepts === 'RETURNING_PATIENTS' && !person.isReturning ? [{ reason: 'RETURNING_PATIENTS_ONLY', message: 'This service is for people who have been treated here before.' } as const] : []),
    ...(person?.limits?.known.visitsLeft === 0 ? [{ reason: 'VISIT_LIMIT', message: "The patient's insurance pays for no more visits of this service. A practitioner or an administrator can book it with a reason." } as const] : []),
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

/** Whether one of the patient's plans carries a visit on the day. */
export function certificationRefusal({ person }: Availability, day: CalendarDay): SlotRefusal | null {
  if (!person?.limits || carriesVisit(person.limits.plans, day)) return null;
  return { reason: 'CERTIFICATION', message: "Nobody certified the patient's plan for this day." };
}
