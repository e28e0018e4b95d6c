import type { SealedColumn } from './encryption/sealed-column';
import type { EntitySchema, MigrationInterface } from 'typeorm';

type EntityClass = abstract new (...parts: never[]) => object;

/** What a subgraph's library exports about its schema. */
export interface SchemaDefinition {
  /** The schema's name, a plain lower-case word: roles are named after it. */
  readonly schema: string;
  readonly entities: readonly (EntityClass | EntitySchema)[];
  /** In order. Each class name ends with its timestamp, as TypeORM wants it. */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Columns whose values are sealed: what a change of keys goes through. */
  readonly sealedColumns?: readonly SealedColumn[];
}

/** Throws unless `name` is a word that can stand in SQL as it is: schema and role names are never quoted or taken from input. */
export function requirePlainName(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,54}$/.test(name)) throw new Error(`"${name}" cannot be the name of a schema or database: use lower-case letters, digits and underscores.`);
  return name;
}
