import type { Policy } from './policy';

/** The rows of what `shared.graphql` puts into every subgraph. */
export const sharedPolicy: Policy = {
  types: {
    Money: { STRUCTURE: 'amount currency', PUBLIC: 'amount currency' },
    PageInfo: { STRUCTURE: 'hasNextPage hasPreviousPage startCursor endCursor', PUBLIC: 'hasNextPage hasPreviousPage startCursor endCursor' },
    RecordAccess: { AUDIT: 'id at personId roles action fieldClasses purpose outcome operation requestId breakGlassGrantId' },
    RecordAccessEdge: { STRUCTURE: 'cursor node' },
    RecordAccessConnection: { STRUCTURE: 'edges pageInfo' },
    IdempotencyKeyReusedError: { STRUCTURE: 'message', PUBLIC: 'message' },
    InvalidInputError: { STRUCTURE: 'message field', PUBLIC: 'message field' },
    StaleVersionError: { STRUCTURE: 'message currentVersion', PUBLIC: 'message currentVersion' },
  },
};
