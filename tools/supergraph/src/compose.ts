import { composeServices } from '@apollo/composition';
import { parse, print } from 'graphql';
import type { SubgraphSdl } from './read-sdl';
import { findRequiresFaults } from './requires-lint';
import { sorted } from './sort-sdl';

/** What composition makes of the subgraphs: the supergraph, or why there is none. Messages are meant for the console. */
export type Composition =
  | { readonly ok: true; readonly supergraphSdl: string; readonly hints: readonly string[] }
  | { readonly ok: false; readonly errors: readonly string[] };

const HEADER = '# Composed from the SDL of the subgraphs by `npm run supergraph -- compose`. Not edited by hand.\n\n';

/** Composes subgraphs to a supergraph. The text depends on their content only, not on the order of files or fields. */
export function compose(subgraphs: readonly SubgraphSdl[]): Composition {
  const faults = subgraphs.length > 0 ? findRequiresFaults(subgraphs) : ['There is no subgraph.'];
  if (faults.length > 0) return { ok: false, errors: faults };
  const result = composeServices(subgraphs.map((subgraph) => ({ ...subgraph })));
  if (result.errors) return { ok: false, errors: result.errors.map((error) => `${String(error.extensions['code'] ?? 'ERROR')}: ${error.message}`) };
  return { ok: true, supergraphSdl: HEADER + print(sorted(parse(result.supergraphSdl))) + '\n', hints: result.hints.map((hint) => `${hint.definition.code}: ${hint.message}`) };
}
