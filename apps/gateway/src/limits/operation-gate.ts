import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, OperationTypeNode, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { badRequest, TOLD, unauthenticated } from '../errors/told-errors';
import type { OperationContext } from '../execution/operation-context';
import type { Denials } from '../identity/denials/denials';

export interface OperationGateOptions {
  /** False only where an outside test suite asks: then anonymous operations run, as nobody. */
  readonly authentication: boolean;
  /** True in production: introspection then needs the operator's token. */
  readonly introspectionNeedsToken: boolean;
  /** Where it is written down that somebody unknown was refused. */
  readonly denials: Denials | null;
}

/**
 * Decides whether a valid operation may run: no subscriptions, introspection as configured, and a viewer for
 * everything but introspection and `__typename`.
 */
export function operationGate({ authentication, introspectionNeedsToken, denials }: OperationGateOptions): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, schema, contextValue }) {
          if (!operation) throw badRequest('Name in `operationName` which operation of the document is to run.', TOLD.operationResolution);
          if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw badRequest('Subscriptions are not served here.');
          if (!schema.getRootType(operation.operation)) throw badRequest(`There is no ${operation.operation} in this schema.`);
          const names = rootFieldNames(document, operation);
          const introspects = names.has('__schema') || names.has('__type');
          if (introspects && introspectionNeedsToken && !contextValue.mayIntrospect) throw badRequest('Introspection is off.', TOLD.introspectionDisabled);
          const readsData = [...names].some((name) => !name.startsWith('__'));
          if (!readsData || !authentication || contextValue.request) return;
          await denials?.recordUnauthenticated(contextValue.address ?? 'unknown', { requestId: contextValue.requestId, operation: contextValue.registered?.name ?? null });
          throw unauthenticated();
        },
      };
    },
  };
}

const known = new WeakMap<OperationDefinitionNode, ReadonlySet<string>>();

/** The names of an operation's root fields, fragments expanded. Remembered with the parsed operation. */
export function rootFieldNames(document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<string> {
  const found = known.get(operation);
  if (found) return found;
  const names = new Set<string>();
  const seen = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        for (const fragment of document.definitions) if (fragment.kind === Kind.FRAGMENT_DEFINITION && fragment.name.value === selection.name.value) collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.selectionSet);
  known.set(operation, names);
  return names;
}
