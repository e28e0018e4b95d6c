/** A request is refused before it reaches the graph. The text is for the client; `code` is stable. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  #headers: Readonly<Record<string, string>> = {};

  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }

  /** Headers of the answer. */
  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  with(headers: Readonly<Record<string, string>>): this {
    this.#headers = headers;
    return this;
  }
}

/** Nobody is signed in where somebody has to be. */
export function signInFirst(): RequestRefused {
  return new RequestRefused(401, 'UNAUTHENTICATED', 'Sign in first.').with({ 'www-authenticate': 'Bearer' });
}
