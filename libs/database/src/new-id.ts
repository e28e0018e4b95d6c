import { v7 } from 'uuid';
import type { Id } from '@spindle/kernel';

/** A new identifier: UUID version 7 (RFC 9562), made by the writer so that a retry has the same one. */
export function newId<Kind extends string>(): Id<Kind> {
  return v7() as Id<Kind>;
}
