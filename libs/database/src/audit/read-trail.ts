import type { AccessTrail, FieldClass } from '@spindle/subgraph';
import type { AuditEntry } from './audit-entry';

/** What a request read so far and did not write down yet: one entry per patient, and one for what was refused of each. */
export class ReadTrail implements AccessTrail {
  readonly #read = new Map<string, Set<FieldClass>>();
  readonly #refused = new Map<string | null, Set<FieldClass>>();

  read(patientId: string, classes: readonly FieldClass[]): void {
    addTo(this.#read, patientId, classes);
  }

  refused(classes: readonly FieldClass[], patientIds: readonly string[] = []): void {
    for (const patientId of patientIds.length > 0 ? patientIds : [null]) addTo(this.#refused, patientId, classes);
  }

  /** Hands over what is due; from then on the trail is empty. */
  take(): AuditEntry[] {
    const entriesOf = (told: ReadonlyMap<string | null, ReadonlySet<FieldClass>>, outcome: AuditEntry['outcome']): AuditEntry[] =>
      [...told].map(([patientId, classes]) => ({ patientId, fieldClasses: [...classes].sort(), action: 'READ', outcome }));
    const entries = [...entriesOf(this.#read, 'ALLOWED'), ...entriesOf(this.#refused, 'DENIED')];
    this.#read.clear();
    this.#refused.clear();
    return entries;
  }
}

function addTo<Key extends string | null>(told: Map<Key, Set<FieldClass>>, patientId: Key, classes: readonly FieldClass[]): void {
  let known = told.get(patientId);
  if (!known) told.set(patientId, (known = new Set()));
  for (const each of classes) known.add(each);
}
