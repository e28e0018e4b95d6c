import type { GraphQLFormattedError } from 'graphql';
import type { Viewer } from '@spindle/subgraph';
import type { Generation } from '../execution/generation';
import { RequestRefused } from '../identity/request-refused';

/** An operation of the gateway's own that reads a patient page by page. */
export interface PagedQuery {
  readonly query: string;
  /** What the audit trail calls it. */
  readonly operation: string;
}

export interface Asking {
  readonly generation: Generation;
  readonly viewer: Viewer;
  readonly requestId: string;
}

/** Rows of one file at most: what is beyond them is for the graph, page by page. */
export const MOST_ROWS = 50_000;

/** The patient as an operation of ours shows it. Throws what the client is to be told when that is nothing, or not all. */
export async function askPatient<Patient>({ generation, viewer, requestId }: Asking, { query, operation }: PagedQuery, variables: Readonly<Record<string, unknown>>): Promise<Patient> {
  const { body } = await generation.server.executeOperation<{ patient: Patient | null }>(
    { query, variables: { ...variables } },
    { contextValue: { requestId, request: { viewer, requestId, operation }, mayIntrospect: false, registered: null, address: null, batches: new Map() } },
  );
  if (body.kind !== 'single') throw new Error('A file was answered in parts.');
  const { data, errors } = body.singleResult;
  if (errors?.[0]) throw refusalOf(errors[0]);
  if (!data?.patient) throw new RequestRefused(404, 'NOT_FOUND', 'There is no such patient.');
  return data.patient;
}

/** A file with holes would be taken for a whole one: there is all of it or none. */
function refusalOf({ extensions, message }: GraphQLFormattedError): RequestRefused {
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
