import { billingSchema, billingSubgraph } from '@spindle/billing';
import type { Database, SchemaDefinition } from '@spindle/database';
import type { Clock } from '@spindle/kernel';
import { patientSchema, patientSubgraph } from '@spindle/patient';
import { schedulingSchema, schedulingSubgraph } from '@spindle/scheduling';
import { createSubgraph, type CreateOptions, type Logger, type Subgraph, type SubgraphDefinition } from '@spindle/subgraph';

/** What a subgraph is made of when it runs in the clinic's process. */
export interface Surroundings {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A subgraph of the clinic: the schema of the database that is its own, and how it is made. */
export interface ClinicSubgraph {
  readonly schema: SchemaDefinition;
  /** `options` are for tests of the walls. */
  create(surroundings: Surroundings, options?: CreateOptions): Subgraph;
}

function subgraph<Context>(schema: SchemaDefinition, define: (surroundings: Surroundings) => SubgraphDefinition<Context>): ClinicSubgraph {
  return { schema, create: (surroundings, options) => createSubgraph(define(surroundings), options) };
}

/** The subgraphs that the clinic is made of. */
export const SUBGRAPHS: readonly ClinicSubgraph[] = [
  subgraph(patientSchema, patientSubgraph),
  subgraph(schedulingSchema, schedulingSubgraph),
  subgraph(billingSchema, billingSubgraph),
];
