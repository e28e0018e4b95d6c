export type { DaySheet as DaySheetMapper } from './day-sheet';
