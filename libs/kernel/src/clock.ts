/** The present, injected: production reads the machine's clock, a test sets its own. */
export interface Clock {
  now(): Date;
}
