export type { InsurancePlan as InsurancePlanMapper, Payer as PayerMapper } from './payer';
