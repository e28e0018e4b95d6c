/** Failures in a row after which a subgraph is left alone. */
export const FAILURES_UNTIL_OPEN = 5;
/** Milliseconds for which it is left alone before one request may try again. */
export const OPEN_MS = 1_000;

/**
 * Stops asking a subgraph that failed several times in a row: while open, requests are refused at once; after a pause
 * one is let through, and its outcome closes the circuit or opens it again.
 */
export class CircuitBreaker {
  #failures = 0;
  #openUntilMs = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether a request may go out now. */
  admits(): boolean {
    if (this.#failures < FAILURES_UNTIL_OPEN) return true;
    if (this.now() < this.#openUntilMs) return false;
    this.#openUntilMs = this.now() + OPEN_MS;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures >= FAILURES_UNTIL_OPEN) this.#openUntilMs = this.now() + OPEN_MS;
  }
}
