export type { OfferedSlot as AvailableSlotMapper, SlotSearchAnswer as AvailableSlotsMapper } from './slot-search';
export type { SlotExplanation as SlotExplanationMapper } from './slot-search.service';
