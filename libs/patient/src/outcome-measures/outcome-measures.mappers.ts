export type { OutcomeMeasure as OutcomeMeasureMapper } from './outcome-measure';
