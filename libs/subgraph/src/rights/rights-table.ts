import { ROLES, type Role } from '../identity/viewer';
import { FIELD_CLASSES, rolesOf, type FieldClass } from './field-class';
import type { Policy, TypePolicy } from './policy';

/** Who sees one field. `fieldClass` is null for root fields. */
export interface FieldRight {
  readonly fieldClass: FieldClass | null;
  readonly read: readonly Role[];
  readonly masked: readonly Role[];
  readonly denied: readonly Role[];
}

/** The rights of many fields, by coordinate ("Claim.state"), and what arguments look at ("Query.claims(state)"). */
export interface RightsTable {
  readonly fields: ReadonlyMap<string, FieldRight>;
  readonly arguments: ReadonlyMap<string, readonly string[]>;
}

export function words(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}

/** Writes a policy out, field by field. */
export function rightsTable(policy: Policy): RightsTable {
  const roots = (['Query', 'Mutation'] as const).flatMap((root) => Object.entries(policy[root] ?? {}).map(([field, read]): [string, FieldRight] => [`${root}.${field}`, { fieldClass: null, read, masked: [], denied: [] }]));
  const fields = Object.entries(policy.types ?? {}).flatMap(([name, type]) => FIELD_CLASSES.flatMap((fieldClass) => words(type[fieldClass]).map((field): [string, FieldRight] => [`${name}.${field}`, rightOf(type, field, fieldClass)])));
  return { fields: new Map([...roots, ...fields]), arguments: new Map(Object.entries(policy.arguments ?? {}).map(([argument, looked]) => [argument, words(looked)])) };
}

function rightOf(type: TypePolicy, field: string, fieldClass: FieldClass): FieldRight {
  const only = type.only?.[field];
  const among = (roles: readonly Role[]): Role[] => roles.filter((role) => !only || only.includes(role));
  const isPublic = words(type.PUBLIC).includes(field);
  return { fieldClass, read: [...among(rolesOf(fieldClass, 'READ')), ...(isPublic ? ['PUBLIC' as const] : [])], masked: among(rolesOf(fieldClass, 'MASKED')), denied: type.deny?.[field] ?? [] };
}

/** The tables of several subgraphs as one. Throws a sentence when two of them tell different things of one field. */
export function mergeTables(tables: readonly RightsTable[]): RightsTable {
  const fields = new Map<string, FieldRight>();
  for (const [coordinate, right] of tables.flatMap((table) => [...table.fields])) {
    const known = fields.get(coordinate);
    if (known && rightText(known) !== rightText(right)) throw new Error(`Two subgraphs give ${coordinate} different rights: "${rightText(known)}" and "${rightText(right)}".`);
    fields.set(coordinate, right);
  }
  return { fields, arguments: new Map(tables.flatMap((table) => [...table.arguments])) };
}

/** One row as text: the class, the roles that read, those that see the end (~), those that are denied (!). */
function rightText({ fieldClass, read, masked, denied }: FieldRight): string {
  const inOrder = (roles: readonly Role[], mark: string): string[] => ROLES.filter((role) => roles.includes(role)).map((role) => `${mark}${role}`);
  return [`${fieldClass ?? 'ROOT'}:`, ...inOrder(read, ''), ...inOrder(masked, '~'), ...inOrder(denied, '!')].join(' ');
}

/** The table as a JSON text, one line per field, in the order of their coordinates: the same table is the same text. */
export function writeRights({ fields, arguments: looks }: RightsTable): string {
  const rows = [...[...fields].map(([coordinate, right]) => [coordinate, rightText(right)] as const), ...[...looks].map(([argument, looked]) => [argument, ['LOOKS AT:', ...looked].join(' ')] as const)];
  return `${JSON.stringify(Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;
}

/** Reads what `writeRights` wrote. */
export function readRights(text: string): RightsTable {
  const fields = new Map<string, FieldRight>();
  const looks = new Map<string, readonly string[]>();
  for (const [coordinate, row] of Object.entries(JSON.parse(text) as Record<string, string>)) {
    const [head = '', rest = ''] = row.split(':');
    if (head === 'LOOKS AT') looks.set(coordinate, words(rest));
    else fields.set(coordinate, readRight(head, words(rest)));
  }
  return { fields, arguments: looks };
}

function readRight(head: string, marked: readonly string[]): FieldRight {
  const having = (mark: string): Role[] => ROLES.filter((role) => marked.includes(`${mark}${role}`));
  return { fieldClass: FIELD_CLASSES.find((known) => known === head) ?? null, read: having(''), masked: having('~'), denied: having('!') };
}

/** The classes of what was asked for by these coordinates of fields and arguments. */
export function classesOf(table: RightsTable, coordinates: readonly string[]): readonly FieldClass[] {
  const fields = coordinates.flatMap((coordinate) => table.arguments.get(coordinate) ?? [coordinate]);
  return [...new Set(fields.map((field) => table.fields.get(field)?.fieldClass ?? 'STRUCTURE'))];
}
