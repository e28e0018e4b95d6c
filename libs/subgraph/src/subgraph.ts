import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { DomainEvent, Receipt } from './events/domain-event';
import { publishCall } from './execution/call-channel';
import { Executor, type OperationRequest } from './execution/executor';
import { maskErrors, withholdAnswer, type MaskedFault } from './execution/mask-errors';
import { buildSchema } from './execution/schema';
import type { VerifiedRequest } from './identity/viewer';
import type { Logger } from './logger';
import { observedOperation } from './telemetry/observed-operation';
import type { AccessTrail } from './rights/access-trail';
import { Guard } from './rights/guard';
import type { Policy } from './rights/policy';

/** What a request works with, and how it is let go when the answer is made. */
export interface RequestScope<Context> {
  readonly context: Context;
  /** Told whose record was read, and of refusals, while the request runs. */
  readonly trail: AccessTrail;
  /** Writes down what the trail was told and lets go. Where it rejects, the answer must not be given. */
  end(): Promise<void>;
}

/** What a subgraph's library hands to the kit: its schema, its resolvers, who may see which field, a context per request, its event handler. */
export interface SubgraphDefinition<Context> {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: object;
  /** Every field of the schema, and who sees it. */
  readonly policy: Policy;
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

export interface CreateOptions {
  /** 'NONE' leaves the policy out, so that a test sees what the database alone keeps back. Refused in production. */
  readonly guard?: 'POLICY' | 'NONE';
}

/** Makes a subgraph. Throws a sentence when its policy lacks a field of its schema. */
export function createSubgraph<Context>(definition: SubgraphDefinition<Context>, { guard: kind = 'POLICY' }: CreateOptions = {}): Subgraph {
  if (kind === 'NONE' && process.env['NODE_ENV'] === 'production') throw new Error('In production no subgraph runs without its policy.');
  const { name, logger } = definition;
  const schema = buildSchema(definition.typeDefs, definition.resolvers);
  const executor = new Executor<Context>(schema, kind === 'NONE' ? null : new Guard(schema, definition));
  return {
    name,
    schema,
    receive: (event) => definition.receive(event),
    ready: () => definition.ready(),
    close: () => definition.close(),
    execute: (operation, request) => observedOperation(name, request, async () => {
      publishCall(name);
      const scope = definition.open(request);
      const report = ({ reference, cause }: MaskedFault): void => logger.error('fault', { subgraph: name, requestId: request.requestId, reference, cause });
      const answer = await executor.execute(operation, scope.context, { viewer: request.viewer, trail: scope.trail }).catch(async (cause: unknown) => {
        await scope.end().catch(() => undefined);
        throw cause;
      });
      return scope.end().then(() => maskErrors(answer, report), (cause: unknown) => withholdAnswer(cause, report));
    }),
  };
}
