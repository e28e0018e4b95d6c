import type { Policy } from './policy';

/** The rows of what `shared.graphql` puts into every subgraph. */
export const sharedPolicy: Policy = {
  types: {
    Money: { STRUCTURE: 'amount currency', PUBLIC: 'amount currency' },
    PageInfo: { STRUCTURE: 'hasNextPage hasPreviousPage startCursor endCursor', PUBLIC: 'hasNextPage hasPreviousPage startCursor endCursor' },
    IdempotencyKeyReusedError: { STRUCTURE: 'message', PUBLIC: 'message' },
    InvalidInputError: { STRUCTURE: 'message field', PUBLIC: 'message field' },
    StaleVersionError: { STRUCTURE: 'message currentVersion', PUBLIC: 'message currentVersion' },
  },
};
