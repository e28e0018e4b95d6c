import { join } from 'node:path';
import list from '../subgraphs.json';
import { workspaceFolder } from './workspace-folder';

export { addressesFrom, type Addresses } from './addresses';
export { manifestPath, readManifest, type OperationManifest, type RegisteredOperation } from './manifest';
export { OPERATIONS } from './operations';
export { workspaceFolder };

/** A subgraph of the supergraph: where its SDL lies in the workspace, and where it is served when nothing else is said. */
export interface SubgraphLocation {
  readonly name: string;
  /** Folder, from the workspace root, whose feature folders hold the `*.graphql` files. */
  readonly sdl: string;
  readonly url: string;
}

/** The one list of subgraphs. */
export const subgraphs: readonly SubgraphLocation[] = list;

/** SDL that every subgraph begins with, from the workspace root. */
export const sharedSdlPath = 'libs/subgraph/src/shared.graphql';

/** The composed supergraph, as committed and reviewed. */
export const supergraphPath = join(workspaceFolder(), 'libs/supergraph/supergraph.graphql');

/** Who may see which field of the supergraph: composed from the subgraphs' policies, committed and reviewed. */
export const rightsPath = join(workspaceFolder(), 'libs/supergraph/rights.json');
