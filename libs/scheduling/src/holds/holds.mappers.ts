export type { HoldExpiredError as HoldExpiredErrorMapper } from './hold';
