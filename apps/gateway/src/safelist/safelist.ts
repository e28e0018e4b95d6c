import { getOperationAST, Kind, OperationTypeNode, parse, separateOperations, type DocumentNode, type TypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationManifest } from '@spindle/supergraph';
import { normalHash } from './normal-form';

/** A registered operation as the gateway knows it. */
export interface Registered {
  readonly id: string;
  readonly name: string;
  readonly body: string;
  /** Whether it may come by GET: a query whose variables are ids and dates, so that an address holds no health data. */
  readonly byGet: boolean;
}

/** How a client says what is to run: by text, by id (Apollo's `persistedQuery` extension), or both. */
export interface Asked {
  readonly query?: string | null;
  readonly operationName?: string | null;
  readonly id?: string | null;
}

/** Texts whose answer is remembered, so that a client's every request does not cost a parse. */
const REMEMBERED = 2_000;
const SAFE_IN_ADDRESSES: ReadonlySet<string> = new Set(['ID', 'Date']);

/** The operations that may run in production, found by id and by text. */
export class Safelist {
  readonly #byId = new Map<string, Registered>();
  readonly #byNormalHash = new Map<string, Registered>();
  readonly #remembered = new LRUCache<string, { readonly registered: Registered | null }>({ max: REMEMBERED });

  constructor({ operations }: Pick<OperationManifest, 'operations'>, private readonly maxTokens: number) {
    for (const { id, name, body } of operations) {
      const document = parse(body);
      const registered = { id, name, body, byGet: mayBeGet(document) };
      this.#byId.set(id, registered);
      this.#byNormalHash.set(normalHash(document), registered);
    }
  }

  get size(): number {
    return this.#byId.size;
  }

  byId(id: string): Registered | null {
    return this.#byId.get(id) ?? null;
  }

  /** The registered operation that is asked for. Null for another, for none, and for a text that cannot be read. */
  find({ query, operationName, id }: Asked): Registered | null {
    if (typeof query !== 'string') return typeof id === 'string' ? this.byId(id) : null;
    const key = `${operationName ?? ''}\n${query}`;
    const known = this.#remembered.get(key);
    if (known) return known.registered;
    const registered = this.#byText(query, operationName);
    this.#remembered.set(key, { registered });
    return registered;
  }

  #byText(query: string, operationName: Asked['operationName']): Registered | null {
    try {
      const document = parse(query, { maxTokens: this.maxTokens });
      const name = getOperationAST(document, operationName)?.name?.value ?? '';
      const operation = separateOperations(document)[name];
      return operation ? (this.#byNormalHash.get(normalHash(operation)) ?? null) : null;
    } catch {
      return null;
    }
  }
}

function mayBeGet(document: DocumentNode): boolean {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operation?.operation === OperationTypeNode.QUERY && (operation.variableDefinitions ?? []).every(({ type }) => SAFE_IN_ADDRESSES.has(nameOf(type)));
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
