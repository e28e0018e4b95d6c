export type { Coverage as CoverageMapper, CoverageOverlapsError as CoverageOverlapsErrorMapper } from './coverage';
