import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isObjectType } from 'graphql';
import { mergeTables, rightsTable, sharedPolicy, writeRights, type Policy, type RightsTable } from '@spindle/subgraph';
import { subgraphs } from '@spindle/supergraph';
import { apiSchemaOf } from './api-schema';

/** What the policies of the subgraphs give together, or why they do not fit the supergraph. */
export type RightsComposition =
  | { readonly ok: true; readonly rights: string }
  | { readonly ok: false; readonly errors: readonly string[] };

/** The policies of the workspace's subgraphs, each from the `policy.ts` of its library. */
export async function readPolicies(workspace: string): Promise<Policy[]> {
  return Promise.all(subgraphs.map(async ({ name, sdl }) => {
    const file = join(workspace, sdl, 'policy.ts');
    if (!existsSync(file)) throw new Error(`The subgraph ${name} has no ${sdl}/policy.ts.`);
    return ((await import(file)) as { policy: Policy }).policy;
  }));
}

/** Merges policies into the one table by which the gateway refuses early. Every field of the supergraph must be in it. */
export function composeRights(policies: readonly Policy[], supergraphSdl: string): RightsComposition {
  try {
    const table = mergeTables([sharedPolicy, ...policies].map(rightsTable));
    const errors = missingFields(table, supergraphSdl);
    return errors.length > 0 ? { ok: false, errors } : { ok: true, rights: writeRights(table) };
  } catch (cause) {
    return { ok: false, errors: [cause instanceof Error ? cause.message : String(cause)] };
  }
}

function missingFields({ fields }: RightsTable, supergraphSdl: string): string[] {
  const types = Object.values(apiSchemaOf(supergraphSdl).getTypeMap()).filter((type) => !type.name.startsWith('__'));
  const coordinates = types.flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []));
  return coordinates.filter((coordinate) => !fields.has(coordinate)).map((coordinate) => `${coordinate} has no row in any policy.`);
}
