/** What a code means, and where the words come from. */
export interface CodeMeaning {
  readonly code: string;
  readonly words: string;
  /** `loaded` where the clinic loaded the full list, `built-in` for our own short words. */
  readonly from: 'loaded' | 'built-in';
}

/** Codes with our own short words, and a slot for the full list that a clinic has a licence for. */
export class CodeList {
  constructor(readonly title: string, private readonly builtIn: Readonly<Record<string, string>>, private readonly loaded: ReadonlyMap<string, string> = new Map()) {}

  /** What the code means; undefined where neither list has it. Loaded words win over ours. */
  find(code: string): CodeMeaning | undefined {
    const loaded = this.loaded.get(code);
    if (loaded !== undefined) return { code, words: loaded, from: 'loaded' };
    const own = Object.hasOwn(this.builtIn, code) ? this.builtIn[code] : undefined;
    return own === undefined ? undefined : { code, words: own, from: 'built-in' };
  }

  /** The words of a code, or the code itself where it is not known. */
  words(code: string): string {
    return this.find(code)?.words ?? code;
  }

  /** The same list with a full list in its slot. */
  with(loaded: ReadonlyMap<string, string>): CodeList {
    return new CodeList(this.title, this.builtIn, loaded);
  }
}
