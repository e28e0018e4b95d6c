import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { concatAST, parse, Source, type DocumentNode } from 'graphql';
import { sharedSdlPath, subgraphs } from '@spindle/supergraph';

/** The SDL of one subgraph as its files say it, and where it is served. */
export interface SubgraphSdl {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

/** The `*.graphql` files of a library's feature folders, in the order of their names. */
function featureFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((feature) => readdirSync(join(folder, feature.name)).filter((file) => file.endsWith('.graphql')).map((file) => join(folder, feature.name, file)))
    .sort();
}

/** Reads the SDL of every subgraph of the workspace. Throws a `GraphQLError` that names the file when one is no SDL. */
export function readSubgraphs(workspace: string): SubgraphSdl[] {
  return subgraphs.map(({ name, url, sdl }) => {
    const files = [join(workspace, sharedSdlPath), ...featureFiles(join(workspace, sdl))];
    return { name, url, typeDefs: concatAST(files.map((file) => parse(new Source(readFileSync(file, 'utf8'), file)))) };
  });
}
