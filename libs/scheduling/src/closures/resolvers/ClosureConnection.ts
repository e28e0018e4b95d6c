import type { ClosureConnectionResolvers } from './../../types.generated';

export const ClosureConnection: ClosureConnectionResolvers = {};
