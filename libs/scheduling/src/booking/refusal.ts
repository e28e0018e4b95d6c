import type { Availability } from '../availability/availability';
import { nearestStarts } from '../availability/nearest-starts';
import type { SlotRefusal, SlotRefusalReason } from '../availability/slot-refusal';
import { dayOf } from '../wall-time';
import type { CredentialMissingError, LocationMismatchError, PlannedVisit, ServiceRetiredError, TimeInPastError } from './booking';
import type { SlotNotOfferedError, SlotResource, SlotTakenError } from './slot';

export type VisitRefusedError = SlotTakenError | SlotNotOfferedError | ServiceRetiredError | LocationMismatchError | TimeInPastError | CredentialMissingError;

const OTHERS_HAVE_IT: ReadonlySet<SlotRefusalReason> = new Set(['PRACTITIONER_TAKEN', 'ROOM_TAKEN', 'EQUIPMENT_TAKEN', 'PATIENT_TAKEN', 'BUFFER', 'TRAVEL']);
/** What another time would not mend. */
const WHATEVER_THE_TIME: ReadonlySet<SlotRefusalReason> = new Set(['ROOM_UNSUITABLE', 'NEW_PATIENTS_ONLY', 'RETURNING_PATIENTS_ONLY', 'VISIT_LIMIT', 'SESSION_ONLY']);
const WORDS: Readonly<Record<SlotResource, string>> = { PRACTITIONER: 'the practitioner', ROOM: 'the room', EQUIPMENT: 'the equipment', SESSION: 'a seat', PATIENT: 'the patient' };

/** The error with which a visit is refused; the refusals are not empty. The first that no other time would mend is named alone. */
export function refuse(visit: PlannedVisit, availability: Availability): VisitRefusedError {
  return lastingRefusal(visit, availability) ?? passingRefusal(visit, nearestStarts(availability, visit));
}

function lastingRefusal({ refusals, startsAt, timeZone }: PlannedVisit, { serviceType }: Availability): VisitRefusedError | null {
  const has = (reason: SlotRefusalReason): boolean => refusals.some((refusal) => refusal.reason === reason);
  if (has('SERVICE_RETIRED')) return { kind: 'ServiceRetiredError', message: 'This service is not offered any more. Choose another.' };
  if (has('PRACTITIONER_NOT_AT_SITE')) return { kind: 'LocationMismatchError', message: 'The practitioner does not see patients at this site. Choose another practitioner, or another site.', mismatch: 'PRACTITIONER' };
  if (has('IN_PAST')) return { kind: 'TimeInPastError', message: 'This time is over. Choose a later one.' };
  if (has('CREDENTIAL_MISSING') && serviceType.requiredCredential) {
    return { kind: 'CredentialMissingError', message: 'The practitioner holds no valid credential for this service on that day. Choose another practitioner, or another day.', credential: serviceType.requiredCredential, day: dayOf(startsAt, timeZone) };
  }
  return null;
}

function passingRefusal({ refusals, taken }: PlannedVisit, nearest: readonly Date[]): SlotTakenError | SlotNotOfferedError {
  const nearestStartTexts = nearest.map((start) => start.toISOString());
  const [otherwise] = refusals.filter(({ reason }) => !OTHERS_HAVE_IT.has(reason));
  if (otherwise) return { kind: 'SlotNotOfferedError', message: WHATEVER_THE_TIME.has(otherwise.reason) ? otherwise.message : `${otherwise.message} Choose another time.`, refusals, nearestStarts: nearestStartTexts };
  return takenError({ taken, refusals, nearestStarts: nearestStartTexts });
}

export function takenError(particulars: { readonly taken: readonly SlotResource[]; readonly refusals: readonly SlotRefusal[]; readonly nearestStarts: readonly string[] }): SlotTakenError {
  const who = new Intl.ListFormat('en').format(particulars.taken.map((resource) => WORDS[resource]));
  return { kind: 'SlotTakenError', message: `At this time ${who} cannot be had. Choose another time.`, ...particulars };
}
