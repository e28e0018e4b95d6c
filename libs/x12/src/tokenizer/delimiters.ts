/** The separators of one interchange, each one code unit (byte). */
export interface Delimiters {
  readonly element: string;
  readonly component: string;
  /** ISA11 from version 00402 on; absent where ISA11 is a letter (U in 4010) or missing. */
  readonly repetition: string | undefined;
  /** Usually `~`. Carriage return or line feed means that either ends a segment. */
  readonly terminator: string;
}

/** What this library writes unless told otherwise. */
export const usualDelimiters: Delimiters = { element: '*', component: ':', repetition: '^', terminator: '~' };

/** Whether the terminator is a line break, so that CR, LF and CRLF all end a segment. */
export function endsAtLineBreak(delimiters: Delimiters): boolean {
  return delimiters.terminator === '\n' || delimiters.terminator === '\r';
}

/** Names of the separators that share one character; empty when all differ. */
export function collisions(delimiters: Delimiters): string[] {
  const seen = new Map<string, string>();
  const clashes: string[] = [];
  for (const [name, character] of Object.entries(delimiters) as [string, string | undefined][]) {
    if (character === undefined) continue;
    const earlier = seen.get(character);
    if (earlier !== undefined) clashes.push(`${earlier} and ${name}`);
    else seen.set(character, name);
  }
  return clashes;
}
