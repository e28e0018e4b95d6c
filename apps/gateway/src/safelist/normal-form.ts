import { createHash } from 'node:crypto';
import { Kind, print, visit, type DocumentNode } from 'graphql';

/**
 * What two texts of one operation have in common (SHA-256, hexadecimal): blanks, comments and the order of fragments
 * do not count, nor does `__typename`, which client libraries add.
 */
export function normalHash(operation: DocumentNode): string {
  const bare = visit(operation, { SelectionSet: { leave: (node) => {
    const selections = node.selections.filter((selection) => selection.kind !== Kind.FIELD || selection.name.value !== '__typename' || selection.alias !== undefined);
    return selections.length === 0 ? undefined : { ...node, selections };
  } } });
  const definitions = bare.definitions.map((definition) => ({ isFragment: definition.kind === Kind.FRAGMENT_DEFINITION, text: print(definition) }));
  const ordered = definitions.sort((a, b) => Number(a.isFragment) - Number(b.isFragment) || (a.text < b.text ? -1 : 1));
  return createHash('sha256').update(ordered.map(({ text }) => text).join('\n')).digest('hex');
}
