import type { CredentialKind } from '../practitioners/practitioner';

/** What a visit is for. */
export interface ServiceType {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly durationMinutes: number;
  readonly needsRoom: boolean;
  readonly requiredCredential: CredentialKind | null;
  readonly complimentary: boolean;
  readonly retired: boolean;
}
