export type { SlotNotOfferedError as SlotNotOfferedErrorMapper, SlotTakenError as SlotTakenErrorMapper } from './slot';
