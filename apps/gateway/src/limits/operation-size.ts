import { Kind, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** What an operation amounts to with its fragments expanded. */
export interface OperationSize {
  depth: number;
  aliases: number;
  directives: number;
  rootFields: number;
  selections: number;
}

type Part = Omit<OperationSize, 'rootFields'> & { fields: number };
const EMPTY: Part = { depth: 0, aliases: 0, directives: 0, selections: 0, fields: 0 };

/** Measures the operations of a document. Each fragment is measured once, so that a small document costs little, whatever it expands to. */
export class OperationMeasure {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #measured = new Map<string, Part>();

  constructor(document: DocumentNode) {
    this.#fragments = new Map(document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]));
  }

  sizeOf(operation: OperationDefinitionNode): OperationSize {
    const { fields, ...size } = this.#ofSet(operation.selectionSet);
    const ofVariables = (operation.variableDefinitions ?? []).reduce((count, variable) => count + (variable.directives?.length ?? 0), 0);
    return { ...size, rootFields: fields, directives: size.directives + ofVariables + (operation.directives?.length ?? 0) };
  }

  #ofSet({ selections }: SelectionSetNode): Part {
    return selections.map((selection) => this.#ofSelection(selection)).reduce(sum, EMPTY);
  }

  #ofSelection(selection: SelectionNode): Part {
    const directives = selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD) {
      const below = selection.selectionSet ? this.#ofSet(selection.selectionSet) : EMPTY;
      return {
        depth: below.depth + 1, fields: 1, selections: below.selections + 1,
        aliases: below.aliases + (selection.alias ? 1 : 0), directives: below.directives + directives,
      };
    }
    const below = selection.kind === Kind.FRAGMENT_SPREAD ? this.#ofFragment(selection.name.value) : this.#ofSet(selection.selectionSet);
    return { ...below, directives: below.directives + directives };
  }

  /** A fragment that is missing or spreads itself counts nothing here: GraphQL's own rules refuse it. */
  #ofFragment(name: string): Part {
    const known = this.#measured.get(name);
    if (known) return known;
    this.#measured.set(name, EMPTY);
    const fragment = this.#fragments.get(name);
    const part = fragment ? this.#ofSet(fragment.selectionSet) : EMPTY;
    const measured = { ...part, directives: part.directives + (fragment?.directives?.length ?? 0) };
    this.#measured.set(name, measured);
    return measured;
  }
}

function sum(left: Part, right: Part): Part {
  return {
    depth: Math.max(left.depth, right.depth),
    aliases: left.aliases + right.aliases,
    directives: left.directives + right.directives,
    selections: left.selections + right.selections,
    fields: left.fields + right.fields,
  };
}
