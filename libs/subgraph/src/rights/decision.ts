import type { Role, Viewer } from '../identity/viewer';
import { BREAK_GLASS_CLASSES, type FieldClass, type Sight } from './field-class';
import type { FieldRight, RightsTable } from './rights-table';
import type { SelectedFields } from './selected-fields';

/** What a viewer may have of an operation. It depends on the operation and the viewer's roles only, not on rows. */
export interface Decision {
  /** Fields and arguments that the viewer may not use: the operation is refused whole when there is one. */
  readonly refused: readonly string[];
  /** Fields of which the viewer sees the end only. */
  readonly masked: ReadonlySet<string>;
  /** Types whose rows are shown of the patient of the break-glass grant alone. */
  readonly breakGlassTypes: ReadonlySet<string>;
}

export interface Asking {
  readonly roles: readonly Role[];
  /** Whether the viewer holds a break-glass grant and only reads. */
  readonly breakGlass: boolean;
}

/** How a viewer's roles decide: the best that one of them has; a role that is denied decides alone. */
export function sightOf(right: FieldRight, roles: readonly Role[]): Sight {
  if (roles.some((role) => right.denied.includes(role))) return 'NONE';
  if (roles.some((role) => right.read.includes(role))) return 'READ';
  return roles.some((role) => right.masked.includes(role)) ? 'MASKED' : 'NONE';
}

/** Decides on an operation. A field that the table does not have is refused. */
export function decide(table: RightsTable, selected: SelectedFields, asking: Asking): Decision {
  const [refused, masked, breakGlassTypes] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const [coordinate, owners] of selected) {
    if (coordinate.startsWith('__')) continue;
    const looked = coordinate.endsWith(')') ? table.arguments.get(coordinate) : undefined;
    for (const field of looked ?? (coordinate.endsWith(')') ? [] : [coordinate])) {
      const right = table.fields.get(field);
      const sight = right ? sightOf(right, asking.roles) : 'NONE';
      if (sight === 'READ') continue;
      if (right && asking.breakGlass && !owners.has(null) && !looked && isOpenedByBreakGlass(right, asking.roles)) owners.forEach((owner) => breakGlassTypes.add(owner ?? ''));
      else if (sight === 'MASKED' && !looked) masked.add(field);
      else refused.add(coordinate);
    }
  }
  return { refused: [...refused].sort(), masked, breakGlassTypes };
}

function isOpenedByBreakGlass({ fieldClass, denied }: FieldRight, roles: readonly Role[]): boolean {
  return fieldClass !== null && BREAK_GLASS_CLASSES.includes(fieldClass) && !roles.some((role) => denied.includes(role));
}

/** The classes of the fields that an operation selects of each type that holds rows, for whoever notes what was read. */
export function classesByOwner(table: RightsTable, selected: SelectedFields): ReadonlyMap<string, readonly FieldClass[]> {
  const classes = new Map<string, Set<FieldClass>>();
  for (const [coordinate, owners] of selected) {
    const fieldClass = table.fields.get(coordinate)?.fieldClass;
    if (fieldClass) for (const owner of owners) if (owner !== null) classes.set(owner, (classes.get(owner) ?? new Set()).add(fieldClass));
  }
  return new Map([...classes].map(([owner, set]) => [owner, [...set]]));
}

/** Whether the viewer sees one record alone: a patient's own; of nobody, when the viewer is a visitor or nothing. */
export function isLimitedToOwnRecord({ roles }: Pick<Viewer, 'roles'>): boolean {
  return roles.every((role) => role === 'PATIENT' || role === 'PUBLIC');
}
