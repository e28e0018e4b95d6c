import { err, ok, type Result } from '@spindle/kernel';
import type { SlotRefusal, SlotRefusalReason } from '../availability/slot-refusal';
import type { OverridableResource } from '../booking/occupation';
import type { SlotResource } from '../booking/slot';
import { parseReason, type InvalidInputError } from '../visit-flow/reason';

/** What nobody can decide away: law, the patient's own time, the way between two places, the past. */
const NEVER_OVERRIDDEN: ReadonlySet<SlotRefusalReason> = new Set(['SERVICE_RETIRED', 'SESSION_ONLY', 'PRACTITIONER_NOT_AT_SITE', 'IN_PAST', 'CREDENTIAL_MISSING', 'PATIENT_TAKEN', 'TRAVEL']);

/** Whose word counts for an override, the one that counts most first. */
const OVERRIDING_ROLES = ['PRACTICE_ADMIN', 'PRACTITIONER'] as const;
export type OverridingRole = (typeof OVERRIDING_ROLES)[number];

export interface OverrideNotAllowedError { readonly kind: 'OverrideNotAllowedError'; readonly message: string }

/** What an override sets aside, in which role and why. */
export interface Override {
  readonly role: OverridingRole;
  readonly reason: string;
  readonly refusals: readonly SlotRefusalReason[];
  /** Whose time is taken although somebody has it. */
  readonly resources: readonly OverridableResource[];
}

export interface OverrideRequest {
  readonly reason: string;
  readonly roles: readonly string[];
}

/** Whether all that speaks against a visit can be set aside by this person. Null: something speaks against it that nobody can set aside. */
export function decideOverride(
  visit: { readonly refusals: readonly SlotRefusal[]; readonly taken: readonly SlotResource[] }, { reason, roles }: OverrideRequest,
): Result<Override | null, OverrideNotAllowedError | InvalidInputError> {
  const role = OVERRIDING_ROLES.find((each) => roles.includes(each));
  if (!role) return err({ kind: 'OverrideNotAllowedError', message: 'Only a practitioner or an administrator of the practice may book against the rules. Ask one of them.' });
  const parsed = parseReason(reason);
  if (!parsed.ok) return err({ ...parsed.error, field: 'override.reason' });
  if (visit.refusals.some((refusal) => NEVER_OVERRIDDEN.has(refusal.reason))) return ok(null);
  const resources = visit.taken.filter((resource): resource is OverridableResource => resource === 'PRACTITIONER' || resource === 'ROOM' || resource === 'EQUIPMENT');
  return ok({ role, reason: parsed.value, refusals: visit.refusals.map((refusal) => refusal.reason), resources });
}
