import { foldText } from '../search/fold-text';

/** Whether the text is one of the names, whatever accents, case and punctuation. */
export function isOneOf(text: string, names: readonly string[]): boolean {
  return names.some((name) => foldText(name) === foldText(text));
}

/** Whether each word of the text begins a word of one of the names, whatever accents, case and punctuation. */
export function matchesNames(text: string, names: readonly string[]): boolean {
  const words = foldText(names.join(' ')).split(' ');
  return foldText(text).split(' ').every((asked) => words.some((word) => word.startsWith(asked)));
}
