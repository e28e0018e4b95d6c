import type { SignConsentInput } from '../types.generated';
import type { SignConsent } from './consent.service';

/** What the client sent, as the service takes it: nothing is absent. */
export function toSignature({ signer, signedAt, regions, ...input }: SignConsentInput): SignConsent {
  return { ...input, regions: regions ?? [], signer: { ...signer, relationship: signer.relationship ?? null }, signedAt: signedAt ?? null };
}
