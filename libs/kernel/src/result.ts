/** What a rule or service answers: a value, or a refusal the caller can act on. A thrown error is a bug or an outage. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A refusal: `kind` is the GraphQL type of the error, `message` says in plain words what to do. */
export interface Refusal<Kind extends string = string> {
  readonly kind: Kind;
  readonly message: string;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
