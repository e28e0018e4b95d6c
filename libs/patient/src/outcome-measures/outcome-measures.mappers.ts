export type { OutcomeMeasure as OutcomeMeasureMapper } from './outcome-measure';
export type { OutcomeScore as OutcomeScoreMapper } from './outcome-score';
