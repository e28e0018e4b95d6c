import { createHash } from 'node:crypto';

/** One SQL statement, prepared once per connection under its name and run with values. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Names a statement by its text. Call it once per statement, at module level; the text takes `$1` values, nothing is spliced in. */
export function statement(text: string): Statement {
  return { name: createHash('sha256').update(text).digest('base64url').slice(0, 40), text };
}
