import { billingSchema } from '@spindle/billing';
import type { SchemaDefinition } from '@spindle/database';
import { patientSchema } from '@spindle/patient';
import { schedulingSchema } from '@spindle/scheduling';

/** The schemas of the clinic's database, one for each subgraph. */
export const SCHEMAS: readonly SchemaDefinition[] = [patientSchema, schedulingSchema, billingSchema];
