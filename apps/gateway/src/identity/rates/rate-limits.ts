<<<<<<< HEAD
/** Whose requests are counted together; `failure`: credentials of one account from one address that did not hold. */
export type RateScope = 'person' | 'practice' | 'address' | 'failure';
=======
/** Whose requests are counted together. */
export type RateScope = 'person' | 'practice' | 'address' | 'visitor';
>>>>>>> 5f2eb85 (Reminders: intents of ids and times, planned with each change of a visit, sent once each by who asks the graph; links with which a visit is confirmed or cancelled once (seams: visit news plans reminders, the outbox tells its time, visitors have a limit of their own))

/** Requests per minute, by whom they are counted. */
export type RateLimits = Readonly<Record<RateScope, number>>;

/** Seconds of a window. */
export const RATE_WINDOW_SECONDS = 60;

/**
 * A person's twenty a second is more than any page asks; a practice of two hundred people who book at once, behind one
 * address, stays far below its own. Whoever asks without a login fills in a form or follows a link: one a second is much.
 */
<<<<<<< HEAD
export const RATE_LIMITS: RateLimits = { person: 1_200, practice: 30_000, address: 12_000, failure: 10 };
=======
export const RATE_LIMITS: RateLimits = { person: 1_200, practice: 30_000, address: 12_000, visitor: 60 };
>>>>>>> 5f2eb85 (Reminders: intents of ids and times, planned with each change of a visit, sent once each by who asks the graph; links with which a visit is confirmed or cancelled once (seams: visit news plans reminders, the outbox tells its time, visitors have a limit of their own))
