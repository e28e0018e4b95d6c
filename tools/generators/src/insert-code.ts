// Puts lines where they belong in files that people wrote. Each answers null when it does not find the place.

/** Adds an import of a named export, among the others in the order of their modules. */
export function insertImport(text: string, name: string, module: string): string | null {
  const imports = [...text.matchAll(/^import [^;]*? from '([^']+)';\n/gm)].filter(({ 1: from = '' }) => from.startsWith('.') === module.startsWith('.'));
  const next = imports.find(({ 1: from = '' }) => from > module);
  const last = imports.at(-1) ?? [...text.matchAll(/^import [^;]*;\n/gm)].at(-1);
  if (!next && !last) return null;
  const place = next ? next.index : (last?.index ?? 0) + (last?.[0].length ?? 0);
  return `${text.slice(0, place)}import { ${name} } from '${module}';\n${text.slice(place)}`;
}

/** Adds an element to the list that is the value of a property, such as `entities: […]`; its first or its last one. */
export function insertIntoList(text: string, property: string, { element, at }: { readonly element: string; readonly at: 'start' | 'end' }): string | null {
  const list = new RegExp(`^( *${property}: \\[)([^\\]]*)(\\],?)$`, 'm').exec(text);
  if (!list) return null;
  const [whole, open = '', inside = '', close = ''] = list;
  const [lead = ''] = /^\s*/.exec(inside) ?? [];
  const [trail = ''] = /,?\s*$/.exec(inside) ?? [];
  const elements = inside.slice(lead.length, inside.length - (inside.trim() === '' ? 0 : trail.length));
  const grown = elements.trim() === '' ? element : at === 'start' ? `${lead}${element}, ${elements}${trail}` : `${lead}${elements}, ${element}${trail}`;
  return text.replace(whole, () => `${open}${grown}${close}`);
}

/** Adds lines before the end of the first block that begins with `opening` and ends with a line that is `closing`. */
export function insertBeforeEnd(text: string, { opening, closing }: { readonly opening: string; readonly closing: string }, lines: string): string | null {
  const start = text.indexOf(opening);
  const end = start < 0 ? -1 : text.indexOf(`\n${closing}\n`, start);
  return end < 0 ? null : `${text.slice(0, end + 1)}${lines}${text.slice(end + 1)}`;
}

/** Adds lines before the first line that is, or begins with, `line`. */
export function insertBeforeLine(text: string, line: string, lines: string): string | null {
  const place = text.startsWith(line) ? 0 : text.indexOf(`\n${line}`) + 1;
  return place === 0 && !text.startsWith(line) ? null : `${text.slice(0, place)}${lines}${text.slice(place)}`;
}

/** Adds a line among lines that are in order; those above the first empty line are a heading. */
export function insertIntoSorted(text: string, line: string): string | null {
  const body = text.indexOf('\n\n') + 2;
  if (body < 2) return null;
  const lines = text.slice(body).split('\n').filter((each) => each !== '');
  const next = lines.findIndex((each) => each > line);
  return `${text.slice(0, body)}${lines.toSpliced(next < 0 ? lines.length : next, 0, line).join('\n')}\n`;
}

/** Repeats, after each run of lines of one form, the run's last line in the form `next` gives it. */
export function continueRuns(text: string, form: RegExp, next: (indent: string) => string): string | null {
  const runs = new RegExp(`(?:^( *)${form.source}\\n)+`, 'gm');
  return runs.test(text) ? text.replace(runs, (run: string, indent: string) => `${run}${indent}${next(indent)}\n`) : null;
}
