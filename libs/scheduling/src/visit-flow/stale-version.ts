export interface StaleVersionError { readonly kind: 'StaleVersionError'; readonly message: string; readonly currentVersion: number }

/** Somebody changed the thing, named as people name it, between the caller's reading and their change. */
export function staleVersion(thing: string, currentVersion: number): StaleVersionError {
  return { kind: 'StaleVersionError', message: `Somebody changed this ${thing} since it was read. Read it again and repeat your change.`, currentVersion };
}
