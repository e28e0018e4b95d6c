import type { CalendarDay, Id } from '@spindle/kernel';

export interface Practitioner {
  readonly id: Id<'Practitioner'>;
  readonly name: PractitionerName;
  readonly npi: string;
  readonly taxonomyCode: string | null;
}

export interface PractitionerName {
  readonly given: string;
  readonly family: string;
  readonly suffix: string | null;
}

export const CREDENTIAL_KINDS = ['LICENSE', 'ASSISTANT_LICENSE', 'DRY_NEEDLING', 'MANUAL_THERAPY', 'ACUPUNCTURE', 'CARDIOPULMONARY_RESUSCITATION'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

export interface Credential {
  readonly id: Id<'Credential'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly kind: CredentialKind;
  readonly identifier: string | null;
  /** Two-letter code; null: holds everywhere. */
  readonly state: string | null;
  readonly validFrom: CalendarDay;
  /** The last valid day; null: open. */
  readonly validTo: CalendarDay | null;
  readonly hours: number | null;
  readonly version: number;
  /** Where somebody of the practice saw it; null: nobody said. */
  readonly source: string | null;
}

/** The name as one line: "Ana Ruiz, PT, DPT". */
export function displayName({ given, family, suffix }: PractitionerName): string {
  return suffix ? `${given} ${family}, ${suffix}` : `${given} ${family}`;
}

export interface CredentialNeed {
  readonly kind: CredentialKind;
  /** The day of the visit at its site. */
  readonly day: CalendarDay;
  /** The state in which the site lies; null where it is not recorded. */
  readonly state: string | null;
  /** Hours of training that it must stand for; null: any. */
  readonly hours: number | null;
}

/** Whether one of the credentials is of the kind, valid on the day, holds in the site's state and stands for enough hours. */
export function isCredentialed(credentials: readonly Credential[], { kind, day, state, hours }: CredentialNeed): boolean {
  return credentials.some((credential) => credential.kind === kind
    && credential.validFrom <= day
    && (credential.validTo === null || day <= credential.validTo)
    && (hours === null || (credential.hours ?? 0) >= hours)
    && (credential.state === null || state === null || credential.state === state));
}
