export type { Equipment as EquipmentMapper } from './equipment';
