import type { SchemaDefinition } from '@spindle/database';
import { SUBGRAPHS } from './subgraphs';

/** The schemas of the clinic's database, one for each subgraph. */
export const SCHEMAS: readonly SchemaDefinition[] = SUBGRAPHS.map(({ schema }) => schema);
