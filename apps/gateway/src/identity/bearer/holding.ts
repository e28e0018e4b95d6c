/** Milliseconds for which a look-up of memberships holds: what is revoked is without effect after this time. */
export const MEMBERSHIP_HOLDS_MS = 3_000;
