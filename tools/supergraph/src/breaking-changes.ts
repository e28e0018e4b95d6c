import { findBreakingChanges, findDangerousChanges } from 'graphql';
import { apiSchemaOf } from './api-schema';

export interface SchemaChanges {
  /** Changes after which a client's valid operation is refused or answered differently. */
  readonly breaking: readonly string[];
  /** Changes that can surprise a client, such as a new value of an enum. */
  readonly dangerous: readonly string[];
}

/** Compares two supergraphs as clients see them. */
export function changesBetween(before: string, after: string): SchemaChanges {
  const [old, next] = [apiSchemaOf(before), apiSchemaOf(after)];
  const describe = (change: { type: string; description: string }): string => `${change.type}: ${change.description}`;
  return { breaking: findBreakingChanges(old, next).map(describe), dangerous: findDangerousChanges(old, next).map(describe) };
}
