/** A row of a table of tab-separated values: its cells by column, and where it stands. */
export interface TableRow<Column extends string> {
  readonly cells: Readonly<Record<Column, string>>;
  readonly place: string;
}

/** Reads tab-separated values whose first line names exactly these columns. Rows of another width are told in `flaws` and left out. */
export function readTable<Column extends string>(file: { readonly name: string; readonly text: string }, columns: readonly Column[], flaws: string[]): readonly TableRow<Column>[] {
  const [heading = '', ...lines] = file.text.split(/\r?\n/);
  if (heading !== columns.join('\t')) {
    flaws.push(`${file.name}: the first line must name the columns ${columns.join(', ')}, separated by tabs.`);
    return [];
  }
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const place = `${file.name}, line ${index + 2}`;
    const cells = line.split('\t');
    if (cells.length === columns.length) return [{ place, cells: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])) as Record<Column, string> }];
    flaws.push(`${place}: there are ${cells.length} cells instead of ${columns.length}.`);
    return [];
  });
}

/** The parts of a cell that holds several, separated by semicolons. */
export function cellParts(cell: string): readonly string[] {
  return cell.split(';').map((part) => part.trim()).filter((part) => part !== '');
}
