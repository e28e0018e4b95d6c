import type { Role } from '../identity/viewer';
import type { FieldClass } from './field-class';

/**
 * The rights of one type: its fields under their classes (`CONTACT: 'address telecom'`), each field once. Who sees a
 * class stands in one grid (`field-class.ts`); what follows bends it for single fields.
 */
export interface TypePolicy extends Partial<Readonly<Record<FieldClass, string>>> {
  /** Fields that an anonymous visitor of the practice's own page sees too, beside their class. */
  readonly PUBLIC?: string;
  /** Fields that fewer roles see than their class allows: exactly these. */
  readonly only?: Readonly<Record<string, readonly Role[]>>;
  /** Fields that nobody who has one of these roles sees, whatever other role the person has. */
  readonly deny?: Readonly<Record<string, readonly Role[]>>;
  /** Whose record an object belongs to; null: no patient's, so that no patient sees it; undefined: not known here, its own fields lead on. */
  readonly patientOf?: (row: never) => string | null | undefined;
  /** At which site an object is; null: at none, which every site may see. */
  readonly locationOf?: (row: never) => string | null | undefined;
  /** Whether the patient whose record it is may see it already; a draft, say, not yet. Everything when absent. */
  readonly openToPatient?: (row: never) => boolean;
}

/**
 * The rights of a subgraph, or of one of its features (`<feature>/<feature>.policy.ts`). Every field of its SDL is named:
 *
 * ```ts
 * export const coverages: Policy = {
 *   Query: { coverage: [...STAFF, 'PATIENT'] },                 // each root field: who may call it
 *   Mutation: { addCoverage: ['FRONT_DESK', 'BILLER'] },
 *   arguments: { 'Query.coverages(state)': 'Coverage.state' },  // what a filter or an order looks at
 *   types: {
 *     Coverage: {
 *       patientOf: ({ patientId }: Coverage) => patientId,
 *       STRUCTURE: 'id version',
 *       IDENTIFIER: 'memberId',
 *       INSURANCE: 'plan payer priority validFrom validTo',      // a new field is one word here
 *     },
 *   },
 * };
 * ```
 *
 * A field without a row, or a row without a field, keeps the subgraph from starting. There are no wildcards.
 */
export interface Policy {
  readonly Query?: Readonly<Record<string, readonly Role[]>>;
  readonly Mutation?: Readonly<Record<string, readonly Role[]>>;
  /**
   * Arguments of fields that answer objects, other than `first`, `after` and ids, each with the fields by which it filters or sorts, or
   * '' when it looks at none: who may not read such a field may not use the argument.
   */
  readonly arguments?: Readonly<Record<string, string>>;
  readonly types?: Readonly<Record<string, TypePolicy>>;
}

/** One policy from the policies of features. The same type may be in several of them; a field may not. */
export function combinePolicies(...parts: readonly Policy[]): Policy {
  const types: Record<string, TypePolicy> = {};
  for (const part of parts) for (const [name, type] of Object.entries(part.types ?? {})) types[name] = types[name] ? joined(types[name], type) : type;
  return {
    Query: Object.assign({}, ...parts.map((part) => part.Query)) as Policy['Query'] & object,
    Mutation: Object.assign({}, ...parts.map((part) => part.Mutation)) as Policy['Mutation'] & object,
    arguments: Object.assign({}, ...parts.map((part) => part.arguments)) as Policy['arguments'] & object,
    types,
  };
}

function joined(one: TypePolicy, other: TypePolicy): TypePolicy {
  const both: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other) as [string, unknown][]) both[key] = join(both[key], value);
  return both as TypePolicy;
}

function join(one: unknown, other: unknown): unknown {
  if (typeof one === 'string' && typeof other === 'string') return `${one} ${other}`;
  return typeof one === 'object' && typeof other === 'object' ? { ...one, ...other } : other;
}
