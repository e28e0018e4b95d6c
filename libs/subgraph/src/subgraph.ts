import { GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { DomainEvent, Receipt } from './events/domain-event';
import { publishCall } from './execution/call-channel';
import { Executor, type OperationRequest } from './execution/executor';
import { maskErrors, withholdAnswer, type MaskedFault } from './execution/mask-errors';
import { buildSchema } from './execution/schema';
import { isStaff, type VerifiedRequest } from './identity/viewer';
import type { Logger } from './logger';
import type { AccessTrail } from './rights/access-trail';

/** What a request works with, and how it is let go when the answer is made. */
export interface RequestScope<Context> {
  readonly context: Context;
  readonly trail: AccessTrail;
  /** Writes down what the trail was told and lets go. Where it rejects, the answer must not be given. */
  end(): Promise<void>;
}

/** What a subgraph's library hands to the kit: its schema, its resolvers, a context per request, its event handler. */
export interface SubgraphDefinition<Context> {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: object;
  readonly logger: Logger;
  open(request: VerifiedRequest): RequestScope<Context>;
  receive(event: DomainEvent): Promise<Receipt>;
  /** Answers when the database can be used; throws otherwise. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** A running subgraph. In one process the gateway calls it directly; over HTTP `serveSubgraph` stands in front. */
export interface Subgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  execute(operation: OperationRequest, request: VerifiedRequest): Promise<ExecutionResult>;
  receive(event: DomainEvent): Promise<Receipt>;
  ready(): Promise<void>;
  close(): Promise<void>;
}

export function createSubgraph<Context>(definition: SubgraphDefinition<Context>): Subgraph {
  const schema = buildSchema(definition.typeDefs, definition.resolvers);
  const executor = new Executor<Context>(schema);
  return {
    name: definition.name,
    schema,
    receive: (event) => definition.receive(event),
    ready: () => definition.ready(),
    close: () => definition.close(),
    async execute(operation, request) {
      publishCall(definition.name);
      if (!isStaff(request.viewer)) return { errors: [new GraphQLError('Only the staff of a practice may do this.', { extensions: { code: 'FORBIDDEN' } })] };
      const scope = definition.open(request);
      const report = ({ reference, cause }: MaskedFault): void => definition.logger.error('fault', { subgraph: definition.name, requestId: request.requestId, reference, cause });
      const answer = await executor.execute(operation, scope.context).catch(async (cause: unknown) => {
        await scope.end().catch(() => undefined);
        throw cause;
      });
      return scope.end().then(() => maskErrors(answer, report), (cause: unknown) => withholdAnswer(cause, report));
    },
  };
}
