import type   { CancellationCountResolvers } from './../../types.generated';
    export const CancellationCount: CancellationCountResolvers = {
    /* Implement CancellationCount resolver logic here */
  };