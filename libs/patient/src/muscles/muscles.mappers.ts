export type { Muscle as MuscleMapper } from './muscle';
