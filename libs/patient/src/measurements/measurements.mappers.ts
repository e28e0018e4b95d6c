export type { RangeOfMotion as RangeOfMotionMapper } from './measurement.repository';
