import type   { CancellationCountsResolvers } from './../../types.generated';
    export const CancellationCounts: CancellationCountsResolvers = {
    /* Implement CancellationCounts resolver logic here */
  };