export type { CancellationCounts as CancellationCountsMapper } from './cancellation-count.service';
export type { CancellationCount as CancellationCountMapper } from './cancellation-count.repository';
