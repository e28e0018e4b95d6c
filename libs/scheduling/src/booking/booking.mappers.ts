export type { SlotTakenError as SlotTakenErrorMapper } from './slot';
