import type { Page } from '@spindle/kernel';
import type { WaitlistEntry, WaitlistOffer } from './waitlist';

export type WaitlistEntryMapper = WaitlistEntry;
export type WaitlistOfferMapper = WaitlistOffer;
export type WaitlistEntryConnectionMapper = Page<WaitlistEntry>;
export type WaitlistOfferConnectionMapper = Page<WaitlistOffer>;
