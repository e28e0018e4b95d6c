import type { GraphQLFormattedError } from 'graphql';
import type { Viewer } from '@spindle/subgraph';
import type { Generation } from '../execution/generation';
import { runOwnOperation, type OwnOperation } from '../execution/own-operation';
import { RequestRefused } from '../identity/request-refused';

export interface Asking {
  readonly generation: Generation;
  readonly viewer: Viewer;
  readonly requestId: string;
}

/** Rows of one file at most: what is beyond them is for the graph, page by page. */
export const MOST_ROWS = 50_000;

/** The patient as an operation of ours shows it. Throws what the client is to be told when that is nothing, or not all. */
export async function askPatient<Patient>({ generation, viewer, requestId }: Asking, { query, operation }: Pick<OwnOperation, 'query' | 'operation'>, variables: OwnOperation['variables']): Promise<Patient> {
  const { data, errors } = await runOwnOperation<{ patient: Patient | null }>(generation, { query, operation, variables, viewer, requestId });
  if (errors?.[0]) throw refusalOf(errors[0]);
  if (!data?.patient) throw new RequestRefused(404, 'NOT_FOUND', 'There is no such patient.');
  return data.patient;
}

/** A file with holes would be taken for a whole one: there is all of it or none. */
export function refusalOf({ extensions, message }: GraphQLFormattedError): RequestRefused {
  if (extensions?.['code'] === 'FORBIDDEN') return new RequestRefused(403, 'FORBIDDEN', message);
  return new RequestRefused(503, 'SUBGRAPH_UNAVAILABLE', 'A part of the clinic does not answer at the moment, and half a file is none. Try again shortly.').with({ 'retry-after': '5' });
}

/** A page of a connection. */
export interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Every row of a list. Throws when there are more than a file takes. */
export async function allRows<Node>(read: (after: string | null) => Promise<Page<Node>>): Promise<Node[]> {
  const rows: Node[] = [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo }: Page<Node> = await read(after);
    rows.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return rows;
    if (rows.length > MOST_ROWS) throw new RequestRefused(422, 'TOO_MANY_ROWS', `A file has at most ${MOST_ROWS} rows. Read them through the graph.`);
    after = pageInfo.endCursor;
  }
}
