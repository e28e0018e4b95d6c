import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import { classesOf, decide, forbidden, namedPatients, selectedFields, type RightsTable, type SelectedFields } from '@spindle/subgraph';
import type { OperationContext } from '../execution/operation-context';
import type { Denials } from '../identity/denials/denials';

/** What an operation selects, and what of it is refused to which roles. */
interface ReadOperation {
  readonly selected: SelectedFields;
  readonly refusals: Map<string, readonly string[]>;
}

/**
 * Refuses an operation whole when it asks for a field that the viewer's roles may not see, before any subgraph is
 * asked, and writes it down. The subgraphs decide by the same rows and once more, each for its own: what they refuse would else come as
 * an answer with holes.
 */
export function earlyRefusal(table: RightsTable, denials: Denials | null): ApolloServerPlugin<OperationContext> {
  const known = new WeakMap<OperationDefinitionNode, ReadOperation>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, schema, contextValue, request: { variables } }) {
          const { request, registered, requestId } = contextValue;
          if (!operation || !request) return;
          const read = known.get(operation) ?? { selected: withoutIntrospection(selectedFields(schema, { document, operation }, () => true)), refusals: new Map() };
          known.set(operation, read);
          const { roles, breakGlass } = request.viewer;
          const asking = { roles, breakGlass: breakGlass != null && operation.operation === OperationTypeNode.QUERY };
          const key = `${[...roles].sort().join(' ')} ${asking.breakGlass}`;
          const refused = read.refusals.get(key) ?? decide(table, read.selected, asking).refused;
          read.refusals.set(key, refused);
          if (refused.length === 0) return;
          await denials?.record(request.viewer, { requestId, operation: registered?.name ?? null, fieldClasses: classesOf(table, refused), patientIds: namedPatients(document, variables) });
          throw withStatus(forbidden(refused));
        },
      };
    },
  };
}

/** Introspection has a gate of its own. */
function withoutIntrospection(selected: SelectedFields): SelectedFields {
  return new Map([...selected].filter(([coordinate]) => !/\.__(schema|type)\b/.test(coordinate)));
}

function withStatus(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status: 403 } } });
}
