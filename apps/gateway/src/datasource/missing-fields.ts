import { getOperationAST, Kind, parse, type FieldNode, type SelectionSetNode } from 'graphql';

/** Where something is missing, counted from the subgraph's own answer. */
export type FetchPath = readonly (string | number)[];

/** Errors told for one failed fetch, at most: a long list needs no more to be understood. */
export const MISSING_FIELDS_TOLD = 100;

/**
 * The places a fetch would have filled: each field of each entity, or each root field. The gateway puts the client's
 * path in front. Reads the operation: for failures only.
 */
export function missingFields(query: string, representations: readonly unknown[] | null): FetchPath[] {
  const root = getOperationAST(parse(query))?.selectionSet;
  if (!root) return [];
  if (!representations) return responseNames(root, null).map((name) => [name]);
  const entities = root.selections.find((selection): selection is FieldNode => selection.kind === Kind.FIELD && selection.name.value === '_entities')?.selectionSet;
  if (!entities) return [];
  const fieldsOf = new Map<unknown, string[]>();
  const paths: FetchPath[] = [];
  for (const [index, representation] of representations.entries()) {
    const typename = (representation as { __typename?: unknown }).__typename;
    const fields = fieldsOf.get(typename) ?? responseNames(entities, typename);
    fieldsOf.set(typename, fields);
    for (const field of fields) {
      if (paths.length === MISSING_FIELDS_TOLD) return paths;
      paths.push(['_entities', index, field]);
    }
  }
  return paths;
}

/** Names in the answer of the fields that hold for a type; the planner's own aliases (`x__alias_0`) taken back. */
function responseNames(selections: SelectionSetNode, typename: unknown): string[] {
  const names = selections.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [(selection.alias ?? selection.name).value.replace(/__alias_\d+$/, '')];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const condition = selection.typeCondition?.name.value;
    const applies = condition === undefined || typename === null || condition === typename;
    return applies ? responseNames(selection.selectionSet, typename) : [];
  });
  return [...new Set(names)];
}
