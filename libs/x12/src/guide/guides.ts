import { acknowledgementGuide } from './acknowledgement';
import { claimGuide } from './claim';
import type { Guide } from './definition';
import { eligibilityRequestGuide, eligibilityResponseGuide } from './eligibility';
import { remittanceGuide } from './remittance';
import { claimAcknowledgementGuide, statusRequestGuide, statusResponseGuide } from './status';

/** Every transaction set that this library has a guide for. TA1 is a segment of the envelope, not a transaction set. */
export const guides: readonly Guide[] = [
  claimGuide, remittanceGuide, eligibilityRequestGuide, eligibilityResponseGuide, statusRequestGuide, statusResponseGuide, claimAcknowledgementGuide, acknowledgementGuide,
];

/**
 * The guide for ST01 and the version in ST03 or GS08; undefined where there is none.
 * An unversioned or unlisted version is read by the only guide of its transaction set, if there is only one.
 */
export function guideFor(transaction: string, version: string): Guide | undefined {
  const candidates = guides.filter((guide) => guide.transaction === transaction);
  const listed = candidates.find((guide) => guide.reads.some((beginning) => version.startsWith(beginning)));
  if (listed !== undefined) return listed;
  const institutionalOrDental = transaction === '837' && /X(223|224|096|097)/.test(version);
  return institutionalOrDental ? undefined : candidates[0];
}
