/** A value in the input cannot be accepted; `field` is its path in the input. */
export interface InvalidInputError {
  readonly kind: 'InvalidInputError';
  readonly message: string;
  readonly field: string;
}

/** Somebody changed the record since it was read. */
export interface StaleVersionError {
  readonly kind: 'StaleVersionError';
  readonly message: string;
  readonly currentVersion: number;
}
