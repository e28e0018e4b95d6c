import { GraphQLError, parse, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { badInput } from './page-arguments';

/** A GraphQL request as the gateway sends it to a subgraph. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** How many different operations stay compiled. The gateway sends a bounded set; anything beyond is compiled again. */
const COMPILED_OPERATIONS = 1_000;

/** Runs operations on one schema. Parsing, validation and compilation happen once per operation, not per request. */
export class Executor<Context> {
  readonly #schema: GraphQLSchema;
  readonly #operations = new LRUCache<string, CompiledQuery | readonly GraphQLError[]>({ max: COMPILED_OPERATIONS });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  async execute(request: OperationRequest, context: Context): Promise<ExecutionResult> {
    const key = `${request.operationName ?? ''}\n${request.query}`;
    let operation = this.#operations.get(key);
    if (!operation) {
      operation = this.#compile(request);
      this.#operations.set(key, operation);
    }
    if (!('query' in operation)) return { errors: operation };
    return operation.query(undefined, context, { ...request.variables });
  }

  #compile({ query, operationName }: OperationRequest): CompiledQuery | readonly GraphQLError[] {
    const document = parseOperation(query);
    if (document instanceof GraphQLError) return [document];
    const errors = validate(this.#schema, document);
    if (errors.length > 0) return errors;
    const compiled = compileQuery(this.#schema, document, operationName ?? undefined);
    return isCompiledQuery(compiled) ? compiled : (compiled.errors ?? [badInput('The operation cannot be run.')]);
  }
}

function parseOperation(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
