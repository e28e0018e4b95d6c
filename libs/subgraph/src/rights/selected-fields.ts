import {
  getNamedType, isAbstractType, isObjectType, Kind,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql';

/** The types, among those that hold somebody's rows, under which a field was selected; `null`: under none. */
export type Owners = ReadonlySet<string | null>;

/** What an operation asks for: fields by coordinate of their concrete type ("Claim.state"), and arguments it gives ("Query.claims(state)"). */
export type SelectedFields = ReadonlyMap<string, Owners>;

interface Place {
  /** The object types that the selected object can be. */
  readonly types: readonly GraphQLObjectType[];
  readonly owner: string | null;
}

/**
 * Collects every field an operation selects, through fragments, inline fragments and aliases, on each concrete type an
 * interface or union can be there. `isOwner` tells the types whose objects are somebody's rows: fields of what hangs
 * beneath such an object belong to it. The document is valid.
 */
export function selectedFields(schema: GraphQLSchema, { document, operation }: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }, isOwner: (type: string) => boolean = () => false): SelectedFields {
  const root = schema.getRootType(operation.operation);
  const collector = new Collector(schema, document, isOwner);
  if (root) collector.collect(operation.selectionSet, { types: [root], owner: null });
  return collector.selected;
}

class Collector {
  readonly selected = new Map<string, Set<string | null>>();
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #seen = new Set<string>();

  constructor(private readonly schema: GraphQLSchema, document: DocumentNode, private readonly isOwner: (type: string) => boolean) {
    this.#fragments = new Map(document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]));
  }

  collect({ selections }: SelectionSetNode, place: Place): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) this.#field(selection, place);
      else if (selection.kind === Kind.INLINE_FRAGMENT) this.collect(selection.selectionSet, this.#narrowed(place, selection.typeCondition?.name.value));
      else this.#spread(selection.name.value, place);
    }
  }

  /** A fragment is read once for each set of types it can meet: a small document costs little, whatever it expands to. */
  #spread(name: string, place: Place): void {
    const fragment = this.#fragments.get(name);
    const narrowed = this.#narrowed(place, fragment?.typeCondition.name.value);
    const key = `${name} ${narrowed.owner ?? ''} ${narrowed.types.map((type) => type.name).join(' ')}`;
    if (!fragment || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.collect(fragment.selectionSet, narrowed);
  }

  #field(node: FieldNode, { types, owner }: Place): void {
    const name = node.name.value;
    if (name === '__typename') return;
    for (const type of types) {
      const result = type.getFields()[name]?.type;
      this.#note(`${type.name}.${name}`, owner);
      for (const argument of node.arguments ?? []) this.#note(`${type.name}.${name}(${argument.name.value})`, owner);
      if (node.selectionSet && result) for (const beneath of this.#possible(getNamedType(result))) this.collect(node.selectionSet, { types: [beneath], owner: this.isOwner(beneath.name) ? beneath.name : owner });
    }
  }

  #note(coordinate: string, owner: string | null): void {
    const owners = this.selected.get(coordinate) ?? new Set();
    this.selected.set(coordinate, owners.add(owner));
  }

  #narrowed(place: Place, condition: string | undefined): Place {
    if (condition === undefined) return place;
    const possible = new Set(this.#possible(this.schema.getType(condition)));
    return { ...place, types: place.types.filter((type) => possible.has(type)) };
  }

  #possible(type: GraphQLNamedType | undefined): readonly GraphQLObjectType[] {
    if (isAbstractType(type)) return this.schema.getPossibleTypes(type);
    return isObjectType(type) ? [type] : [];
  }
}
