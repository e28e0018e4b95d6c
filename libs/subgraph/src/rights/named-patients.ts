import { Kind, valueFromASTUntyped, visit, type DocumentNode } from 'graphql';
import { parseId } from '@spindle/kernel';

type Variables = Readonly<Record<string, unknown>>;

/** Arguments and fields of inputs that are a patient's id. */
const PATIENT_ID = /^(patientId|survivorId|mergedId)$/;

/** How many are kept of one operation: a trail is no place for a list that somebody made up. */
const MOST = 100;

/**
 * The patients whom an operation names: by `patientId` anywhere in its arguments, by `patient(id:)`, by a reference to a
 * `Patient`. They need not exist. For the audit trail, when the operation is refused.
 */
export function namedPatients(document: DocumentNode, variables: Variables = {}): readonly string[] {
  const named = new Set<string>();
  const add = (value: unknown): void => {
    const id = typeof value === 'string' ? parseId(value) : null;
    if (id !== null && named.size < MOST) named.add(id);
  };
  const scan = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { __typename: typeName, id } = value as { readonly __typename?: unknown; readonly id?: unknown };
    if (typeName === 'Patient') add(id);
    for (const [name, part] of Object.entries(value)) (PATIENT_ID.test(name) ? add : scan)(part);
  };
  visit(document, {
    [Kind.FIELD]: ({ name, arguments: given = [] }) => {
      for (const { name: argument, value } of given) {
        const isPatient = PATIENT_ID.test(argument.value) || (name.value === 'patient' && argument.value === 'id');
        (isPatient ? add : scan)(valueFromASTUntyped(value, variables));
      }
    },
  });
  return [...named];
}
