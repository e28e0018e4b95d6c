import { GraphQLError, type ExecutionResult } from 'graphql';

type Entities = (object | null)[];

/** Sends distinct representations and gives the subgraph's answer to them. */
export type SendRepresentations = (representations: readonly unknown[]) => Promise<ExecutionResult>;

/**
 * The representations that one operation asks of one subgraph with one selection at one time, from however many places
 * of the plan: each distinct one is sent once, and each place gets its own answer.
 */
export class EntityBatch {
  readonly #positions = new Map<string, number>();
  readonly #representations: unknown[] = [];
  readonly #given = new Set<number>();
  readonly #answer: Promise<ExecutionResult>;
  #isSent = false;

  constructor(send: SendRepresentations) {
    this.#answer = Promise.resolve().then(() => {
      this.#isSent = true;
      return send(this.#representations);
    });
  }

  /** Asks for these entities; null when the batch has left without one of them. */
  ask(representations: readonly unknown[]): Promise<ExecutionResult> | null {
    const keys = representations.map((representation) => JSON.stringify(representation));
    if (this.#isSent && !keys.every((key) => this.#positions.has(key))) return null;
    const positions = keys.map((key, index) => this.#positions.get(key) ?? this.#add(key, representations[index]));
    return this.#answer.then((answer) => this.#share(answer, positions));
  }

  #add(key: string, representation: unknown): number {
    const position = this.#representations.push(representation) - 1;
    this.#positions.set(key, position);
    return position;
  }

  /** An entity is given out once as it is and then as copies: the gateway writes into what it gets. */
  #share(answer: ExecutionResult, positions: readonly number[]): ExecutionResult {
    const entities = answer.data?.['_entities'];
    const errors = answer.errors?.flatMap((error) => spread(error, positions));
    const shared: { -readonly [Part in keyof ExecutionResult]: ExecutionResult[Part] } = errors?.length ? { errors } : {};
    if (!Array.isArray(entities)) return shared;
    shared.data = {
      _entities: positions.map((position) => {
        const entity = (entities as Entities)[position] ?? null;
        if (this.#given.has(position)) return copy(entity);
        this.#given.add(position);
        return entity;
      }),
    };
    return shared;
  }
}

/** An error of one entity becomes an error of each place that asked for it; an error of the whole stays one. */
function spread(error: GraphQLError, positions: readonly number[]): GraphQLError[] {
  const [field, position, ...rest] = error.path ?? [];
  if (field !== '_entities' || typeof position !== 'number') return [error];
  const places = positions.flatMap((asked, place) => (asked === position ? [place] : []));
  return places.map((place) => new GraphQLError(error.message, { path: [field, place, ...rest], extensions: error.extensions }));
}

function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copy<unknown>(part)])) as T;
}
