/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A resource or element of FHIR R4 in JSON. */
export type Element = Readonly<Record<string, Json>>;

/** The columns of a row by their names, as PostgreSQL writes them in JSON. */
export type Row = Readonly<Record<string, Json>>;

export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two values are the same JSON; what is absent is null. The order of an object's members does not count. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return canonical(one ?? null) === canonical(other ?? null);
}

/** JSON text in which the members of every object stand in the order of their names: equal values give equal texts. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_name, part: Json) => (isElement(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
}
