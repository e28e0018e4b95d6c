export type { Charge as ChargeMapper } from './charge';
