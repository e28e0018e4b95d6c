import { GraphQLError, OperationTypeNode, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Viewer } from '../identity/viewer';
import type { AccessTrail } from './access-trail';
import { classesByOwner, decide, type Decision } from './decision';
import { STAFF, type FieldClass } from './field-class';
import { namedPatients } from './named-patients';
import { guardTargets } from './own-targets';
import { combinePolicies, type Policy } from './policy';
import { policyFlaws } from './policy-flaws';
import { classesOf, rightsTable, type RightsTable } from './rights-table';
import { gateRows, maskFields, ownerTypes } from './row-gate';
import { selectedFields, type SelectedFields } from './selected-fields';
import { sharedPolicy } from './shared-policy';
import { Viewing } from './viewing';

/** What of federation and introspection a subgraph serves: entities to whoever may see their fields, the schema to staff. */
const MACHINERY: Policy = {
  Query: { _entities: [...STAFF, 'PATIENT', 'PUBLIC'], _service: STAFF, __schema: STAFF, __type: STAFF },
  types: { _Service: { STRUCTURE: 'sdl' } },
};

/** An operation as far as rights go; made once, whoever sends it. */
export interface GuardedOperation {
  readonly selected: SelectedFields;
  readonly classes: ReadonlyMap<string, readonly FieldClass[]>;
  readonly isQuery: boolean;
  readonly document: DocumentNode;
  readonly decisions: Map<string, Decision>;
}

export interface Asked {
  readonly operation: GuardedOperation;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  readonly trail: AccessTrail;
}

/** An operation asked for what its viewer may not see. Nothing of it was carried out. */
export function forbidden(fields: readonly string[]): GraphQLError {
  return new GraphQLError(`You may not use ${fields.join(', ')}. Ask without, or ask somebody whose role it is.`, { extensions: { code: 'FORBIDDEN', fields: [...fields] } });
}

/** The rights of a subgraph: its policy, put before its operations and behind its resolvers. */
export class Guard {
  readonly #owners: ReadonlySet<string>;
  readonly #table: RightsTable;

  /** Changes the schema's resolvers. Throws a sentence that names each field without a row, and each row without a field. */
  constructor(readonly schema: GraphQLSchema, { name, policy: own }: { readonly name: string; readonly policy: Policy }) {
    const policy = combinePolicies(sharedPolicy, own);
    const flaws = policyFlaws(schema, own);
    if (flaws.length > 0) throw new Error(`The policy of ${name} does not fit its schema. ${flaws.join(' ')}`);
    this.#owners = ownerTypes(policy);
    this.#table = rightsTable(combinePolicies(MACHINERY, policy));
    guardTargets(schema, policy, this.#owners);
    gateRows(schema, policy);
    maskFields(schema, this.#table);
  }

  read(document: DocumentNode, operation: OperationDefinitionNode): GuardedOperation {
    const selected = selectedFields(this.schema, { document, operation }, (type) => this.#owners.has(type));
    return { selected, classes: classesByOwner(this.#table, selected), isQuery: operation.operation === OperationTypeNode.QUERY, document, decisions: new Map() };
  }

  /** Lets an operation pass with what its resolvers need to know, or tells what the viewer may not use of it. */
  admit(context: unknown, { operation, variables, viewer, trail }: Asked): GraphQLError | null {
    const decision = this.#decide(operation, viewer);
    if (decision.refused.length > 0) {
      trail.refused(classesOf(this.#table, decision.refused), namedPatients(operation.document, variables));
      return forbidden(decision.refused);
    }
    new Viewing({ viewer, decision, classes: operation.classes, trail, isQuery: operation.isQuery }).attachTo(context);
    return null;
  }

  #decide({ selected, isQuery, decisions }: GuardedOperation, { roles, breakGlass }: Viewer): Decision {
    const asking = { roles, breakGlass: isQuery && breakGlass != null };
    const key = `${[...roles].sort().join(' ')} ${asking.breakGlass}`;
    const decision = decisions.get(key) ?? decide(this.#table, selected, asking);
    decisions.set(key, decision);
    return decision;
  }
}
