import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Logger, VerifiedRequest } from '@spindle/subgraph';
import { subgraphUnavailable, unauthenticated } from '../errors/told-errors';
import type { OperationContext } from '../execution/operation-context';
import { SubgraphUnavailable, type SubgraphTransport } from '../transports/subgraph-transport';
import { observedCall } from '../telemetry/observed-call';
import { EntityBatch } from './entity-batch';
import { missingFields } from './missing-fields';
import { nameless, type NamelessOperation } from './subgraph-operation';

type Variables = Record<string, unknown>;
type Answer = Awaited<ReturnType<GraphQLDataSource<OperationContext>['process']>>;
interface Fetch { readonly operation: NamelessOperation; readonly variables: Variables; readonly request: VerifiedRequest }

export interface SubgraphDataSourceOptions {
  readonly name: string;
  readonly transport: SubgraphTransport;
  readonly logger: Logger;
}

/**
 * The gateway's way to one subgraph: takes the viewer from the operation's context, asks for each entity once, and
 * turns a subgraph that is down into errors at the places where data is missing. For the audit trail it names the
 * registered operation, never the client's own name of one, which may be of anything.
 */
export class SubgraphDataSource implements GraphQLDataSource<OperationContext> {
  constructor(private readonly options: SubgraphDataSourceOptions) {}

  async process(options: GraphQLDataSourceProcessOptions<OperationContext>): Promise<Answer> {
    const { request, context } = options;
    const { request: known, batches, registered } = context as OperationContext;
    if (!known) throw unauthenticated();
    const verified = { ...known, operation: registered?.name ?? known.operation ?? null };
    const operation = nameless(request.query ?? '');
    const { representations, ...variables } = (request.variables ?? {}) as Variables;
    const answer = Array.isArray(representations)
      ? this.#askEntities({ operation, variables, request: verified }, representations, batches)
      : this.#send({ operation, variables, request: verified });
    return answer.catch((cause: unknown) => this.#missing(cause, { operation, requestId: verified.requestId }, Array.isArray(representations) ? representations : null)) as Promise<Answer>;
  }

  #askEntities(fetch: Fetch, representations: readonly unknown[], batches: Map<string, EntityBatch>): Promise<ExecutionResult> {
    const key = `${this.options.name}\n${JSON.stringify(fetch.variables)}\n${fetch.operation.text}`;
    const joined = batches.get(key)?.ask(representations);
    if (joined) return joined;
    const batch = new EntityBatch((distinct) => {
      const answer = this.#send({ ...fetch, variables: { ...fetch.variables, representations: distinct } }).then((result) => this.#checkCount(result, distinct.length));
      return answer.finally(() => { if (batches.get(key) === batch) batches.delete(key); });
    });
    batches.set(key, batch);
    return batch.ask(representations) as Promise<ExecutionResult>;
  }

  #send({ operation, variables, request }: Fetch): Promise<ExecutionResult> {
    return observedCall(this.options.name, request, (caused) => this.options.transport.send({ query: operation.text, variables, isMutation: operation.isMutation }, caused));
  }

  #checkCount(result: ExecutionResult, count: number): ExecutionResult {
    const entities = result.data?.['_entities'];
    if (result.data && (!Array.isArray(entities) || entities.length !== count)) throw new SubgraphUnavailable(this.options.name, 'RUBBISH');
    return result;
  }

  #missing(cause: unknown, { operation, requestId }: { operation: NamelessOperation; requestId: string }, representations: readonly unknown[] | null): ExecutionResult {
    if (!(cause instanceof SubgraphUnavailable)) throw cause;
    this.options.logger.warn('subgraph unavailable', { subgraph: this.options.name, reason: cause.code, requestId, cause: cause.cause });
    const paths = missingFields(operation.text, representations);
    const told = subgraphUnavailable(operation.isMutation);
    return { errors: paths.map((path) => new GraphQLError(told.message, { path, extensions: told.extensions })) };
  }
}
