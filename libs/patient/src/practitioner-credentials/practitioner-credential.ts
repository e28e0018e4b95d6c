import type { CalendarDay, Id } from '@spindle/kernel';

/** The copy of a practitioner's credential, as scheduling told it. */
export interface PractitionerCredential {
  readonly credentialId: Id<'Credential'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly kind: string;
  readonly validFrom: CalendarDay;
  readonly validThrough: CalendarDay | null;
}

/** What a physical therapist assistant holds instead of a therapist's licence. */
const ASSISTANT_LICENSE = 'ASSISTANT_LICENSE';
const LICENSE = 'LICENSE';

function isValidOn(credential: PractitionerCredential, day: CalendarDay): boolean {
  return credential.validFrom <= day && (credential.validThrough === null || day <= credential.validThrough);
}

/** Whether the practitioner held a credential of the kind on the day; null when nothing was ever told of the practitioner. */
export function holdsOn(credentials: readonly PractitionerCredential[], kind: string, day: CalendarDay): boolean | null {
  if (credentials.length === 0) return null;
  return credentials.some((credential) => credential.kind === kind && isValidOn(credential, day));
}

/** Whether the practitioner held each of the kinds on the day; null when nothing was ever told of the practitioner. */
export function holdsAllOn(credentials: readonly PractitionerCredential[], kinds: readonly string[], day: CalendarDay): boolean | null {
  if (credentials.length === 0) return null;
  return kinds.every((kind) => holdsOn(credentials, kind, day));
}

/** An assistant holds an assistant's licence on the day, and no other. */
export function isAssistantOn(credentials: readonly PractitionerCredential[], day: CalendarDay): boolean {
  return holdsOn(credentials, ASSISTANT_LICENSE, day) === true && holdsOn(credentials, LICENSE, day) !== true;
}
