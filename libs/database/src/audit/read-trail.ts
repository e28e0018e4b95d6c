import type { AccessTrail, FieldClass } from '@spindle/subgraph';
import type { AuditEntry } from './audit-entry';

/** What a request read so far and did not write down yet: one entry per patient, and one for all that was refused. */
export class ReadTrail implements AccessTrail {
  readonly #read = new Map<string, Set<FieldClass>>();
  readonly #refused = new Set<FieldClass>();
  #wasRefused = false;

  read(patientId: string, classes: readonly FieldClass[]): void {
    let known = this.#read.get(patientId);
    if (!known) this.#read.set(patientId, (known = new Set()));
    for (const each of classes) known.add(each);
  }

  refused(classes: readonly FieldClass[]): void {
    this.#wasRefused = true;
    for (const each of classes) this.#refused.add(each);
  }

  /** Hands over what is due; from then on the trail is empty. */
  take(): AuditEntry[] {
    const entries = [...this.#read].map(([patientId, classes]): AuditEntry => ({ patientId, fieldClasses: [...classes].sort(), action: 'READ', outcome: 'ALLOWED' }));
    if (this.#wasRefused) entries.push({ patientId: null, fieldClasses: [...this.#refused].sort(), action: 'READ', outcome: 'DENIED' });
    this.#read.clear();
    this.#refused.clear();
    this.#wasRefused = false;
    return entries;
  }
}
