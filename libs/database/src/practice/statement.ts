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

/** What is made once for each schema, such as its statements: their names are hashes, which a request need not make again. */
export function perSchema<Made>(make: (schema: string) => Made): (schema: string) => Made {
  const made = new Map<string, Made>();
  return (schema) => {
    const known = made.get(schema) ?? make(schema);
    made.set(schema, known);
    return known;
  };
}
