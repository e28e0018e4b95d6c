/** A text to be linted as if it were the file at this path, from the workspace root. */
export interface Sample {
  readonly file: string;
  readonly text: string;
}

/** What a rule said about a text. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}
