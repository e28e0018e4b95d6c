export type { CancellationCount as CancellationCountMapper } from './cancellation-count.repository';
