export type { Screening as ScreeningMapper, ScreeningDecision as ScreeningDecisionMapper } from './screening';
