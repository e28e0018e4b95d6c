/** Whose requests are counted together; `failure`: credentials of one account from one address that did not hold; `visitor`: an address that asks without a login. */
export type RateScope = 'person' | 'practice' | 'address' | 'failure' | 'visitor';

/** Requests per minute, by whom they are counted. */
export type RateLimits = Readonly<Record<RateScope, number>>;

/** Seconds of a window. */
export const RATE_WINDOW_SECONDS = 60;

/**
 * A person's twenty a second is more than any page asks; a practice of two hundred people who book at once, behind one
 * address, stays far below its own. Whoever asks without a login fills in a form or follows a link: one a second is much.
 */
export const RATE_LIMITS: RateLimits = { person: 1_200, practice: 30_000, address: 12_000, failure: 10, visitor: 60 };
