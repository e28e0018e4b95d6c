import type { SchemaDefinition } from '@spindle/database';
import { identitySchema } from '@spindle/gateway/identity';
import { SUBGRAPHS } from './subgraphs';

/** The schemas of the clinic's database: one for each subgraph, and the gateway's own. */
export const SCHEMAS: readonly SchemaDefinition[] = [...SUBGRAPHS.map(({ schema }) => schema), identitySchema];
