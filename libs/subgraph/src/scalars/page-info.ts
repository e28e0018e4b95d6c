import type { PageInfo } from '@spindle/kernel';

/** Resolvers of `PageInfo`. */
export const PageInfoResolvers = {
  hasNextPage: (page: PageInfo): boolean => page.hasNextPage,
  hasPreviousPage: (page: PageInfo): boolean => page.hasPreviousPage,
  startCursor: (page: PageInfo): string | null => page.startCursor,
  endCursor: (page: PageInfo): string | null => page.endCursor,
};
