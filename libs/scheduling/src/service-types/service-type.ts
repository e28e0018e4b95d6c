import type { CredentialKind } from '../practitioners/practitioner';

/** Whom a service is for: somebody who was treated here before is returning. */
export const ACCEPTED_PATIENTS = ['ANYBODY', 'NEW_PATIENTS', 'RETURNING_PATIENTS'] as const;
export type AcceptedPatients = (typeof ACCEPTED_PATIENTS)[number];

/** What a visit is for. Minutes before and after are buffers: time that the visit takes of a resource beside itself. */
export interface ServiceType {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly durationMinutes: number;
  readonly needsRoom: boolean;
  /** Null: any room. */
  readonly roomKind: string | null;
  /** Null: none is needed. */
  readonly equipmentKind: string | null;
  readonly requiredCredential: CredentialKind | null;
  /** Hours of training that the credential must stand for. */
  readonly requiredCredentialHours: number | null;
  readonly complimentary: boolean;
  readonly retired: boolean;
  readonly practitionerMinutesBefore: number;
  readonly practitionerMinutesAfter: number;
  readonly roomMinutesBefore: number;
  readonly roomMinutesAfter: number;
  readonly equipmentMinutesBefore: number;
  readonly equipmentMinutesAfter: number;
  /** Visits begin on the site's clocks at multiples of it. */
  readonly gridMinutes: number;
  readonly minimumNoticeMinutes: number;
  /** Days ahead on which it can be booked. */
  readonly horizonDays: number;
  readonly accepts: AcceptedPatients;
  /** OVERLAPPING: the practitioner may have as many at a time as they can bear. */
  readonly overlap: 'EXCLUSIVE' | 'OVERLAPPING';
  /** Of a group session; null: a visit of one patient. */
  readonly seats: number | null;
  /** Hours before a visit from which a cancellation is late; null: the site's. */
  readonly cancellationNoticeHours: number | null;
  readonly confirmation: 'ASKED' | 'NOT_ASKED';
}
