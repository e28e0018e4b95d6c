import type { Refusal, Result } from '@spindle/kernel';

/** A refusal as GraphQL resolves it: its kind is the name of its type in the payload's union. */
export type TypedError<E extends Refusal> = E extends Refusal ? E & { readonly __typename: E['kind'] } : never;

/**
 * Turns a service's answer into a mutation's payload: what `present` makes of the value, or the refusal under `errors`,
 * with what `explain` shows beside it.
 */
export async function toPayload<T, E extends Refusal, Done extends object, Shown extends object = Record<never, never>>(
  result: Result<T, E>, present: (value: T) => Promise<Done>, explain?: (refusal: E) => Promise<Shown>,
): Promise<(Done | Shown | Record<never, never>) & { readonly errors: readonly TypedError<E>[] }> {
  if (result.ok) return { ...(await present(result.value)), errors: [] };
  return { ...(await explain?.(result.error)), errors: [{ ...result.error, __typename: result.error.kind } as unknown as TypedError<E>] };
}
