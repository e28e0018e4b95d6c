import { execute, getOperationAST, GraphQLError, parse, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { badInput } from './page-arguments';
import { hasVariableOf, recursiveInputs } from './recursive-inputs';
import type { AccessTrail } from '../rights/access-trail';
import type { Asked, Guard, GuardedOperation } from '../rights/guard';
import type { Viewer } from '../identity/viewer';

/** A GraphQL request as the gateway sends it to a subgraph. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** How many different operations stay compiled. The gateway sends a bounded set; anything beyond is compiled again. */
const COMPILED_OPERATIONS = 1_000;

type Run<Context> = (context: Context, variables: Readonly<Record<string, unknown>>) => ExecutionResult | Promise<ExecutionResult>;

interface Prepared<Context> {
  readonly run: Run<Context>;
  readonly guarded: GuardedOperation | null;
}

/** Who sends an operation, and where it is noted what was read. */
export interface Sender {
  readonly viewer: Viewer;
  readonly trail: AccessTrail;
}

/** Runs operations on one schema. Parsing, validation, compilation and what they select: once per operation, not per request. */
export class Executor<Context> {
  readonly #schema: GraphQLSchema;
  readonly #guard: Guard | null;
  readonly #recursiveInputs: ReadonlySet<string>;
  readonly #operations = new LRUCache<string, Prepared<Context> | readonly GraphQLError[]>({ max: COMPILED_OPERATIONS });

  /** Without a guard everybody may do everything. */
  constructor(schema: GraphQLSchema, guard: Guard | null = null) {
    this.#schema = schema;
    this.#guard = guard;
    this.#recursiveInputs = recursiveInputs(schema);
  }

  async execute(request: OperationRequest, context: Context, sender?: Sender): Promise<ExecutionResult> {
    const key = `${request.operationName ?? ''}\n${request.query}`;
    let operation = this.#operations.get(key);
    if (!operation) {
      operation = this.#compile(request);
      this.#operations.set(key, operation);
    }
    if (!('run' in operation)) return { errors: operation };
    const refusal = this.#refuse(operation.guarded, context, sender && { ...sender, variables: { ...request.variables } });
    return refusal ? { errors: [refusal] } : operation.run(context, { ...request.variables });
  }

  #refuse(operation: GuardedOperation | null, context: Context, sender: (Sender & Pick<Asked, 'variables'>) | undefined): GraphQLError | null {
    if (!this.#guard || !operation) return null;
    if (!sender) throw new Error('A guarded operation was run for nobody.');
    return this.#guard.admit(context, { operation, ...sender });
  }

  #compile(request: OperationRequest): Prepared<Context> | readonly GraphQLError[] {
    const { query, operationName } = request;
    const document = parseOperation(query);
    if (document instanceof GraphQLError) return [document];
    const errors = validate(this.#schema, document);
    if (errors.length > 0) return errors;
    const operation = getOperationAST(document, operationName);
    if (!operation) return [badInput('Name the operation to run in `operationName`.')];
    if (!this.#schema.getRootType(operation.operation)) return [badInput(`There is no ${operation.operation} here.`)];
    const run = this.#runOf(document, operationName);
    return typeof run === 'function' ? { run, guarded: this.#guard?.read(document, operation) ?? null } : run;
  }

  #runOf(document: DocumentNode, operationName: OperationRequest['operationName']): Run<Context> | readonly GraphQLError[] {
    // The compiler writes a variable's checks out to the last level: it would never end on an input that contains itself.
    if (hasVariableOf(document, this.#recursiveInputs)) return this.#interpret(document, operationName);
    const compiled = compileQuery(this.#schema, document, operationName ?? undefined);
    if (!isCompiledQuery(compiled)) return compiled.errors ?? [badInput('The operation cannot be run.')];
    return (context, variables) => compiled.query(undefined, context, variables);
  }

  #interpret(document: DocumentNode, operationName: OperationRequest['operationName']): Run<Context> {
    return (contextValue, variableValues) => execute({ schema: this.#schema, document, operationName, contextValue, variableValues });
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
