import { lookUp } from '../bundle/element';

const TEXT_ONLY = 'kept as text where an encounter names it, never as one of ours';
const AVAILABILITY = 'availability is not kept by the import yet';

const REASONS: Readonly<Record<string, string>> = {
  Practitioner: TEXT_ONLY, PractitionerRole: TEXT_ONLY, Organization: TEXT_ONLY, Location: TEXT_ONLY,
  Schedule: AVAILABILITY, Slot: AVAILABILITY, OperationOutcome: 'a message, not a record',
};

/** Why a resource type that has no mapper is left out. */
export function unmappedReason(type: string): string {
  return lookUp(REASONS, type) ?? 'not kept by the import yet';
}
