import type { CoverageOverlapsErrorResolvers } from './../../types.generated';

export const CoverageOverlapsError: CoverageOverlapsErrorResolvers = {
  coverage: ({ coverageId }, _args, { load }) => coverageId && load.coverages.byId.load(coverageId),
};
