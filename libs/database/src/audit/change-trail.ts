import type { FieldClass } from '@spindle/subgraph';
import type { AuditEntry } from './audit-entry';

/** Where a change says whose record it changes. */
export interface ChangeAudit {
  /**
   * This change is about this patient's record; null says: about nobody's. Said as soon as it is known, before the rule
   * decides: a refusal is recorded too, as a look at that record.
   */
  changed(patientId: string | null, ...classes: readonly FieldClass[]): void;
}

/** Whose record a change is about, as it is kept with an idempotent answer. */
export type Concerned = readonly (readonly [patientId: string | null, classes: readonly FieldClass[]])[];

/** What one change told, and what became of it. */
export class ChangeTrail implements ChangeAudit {
  readonly #concerned = new Map<string | null, Set<FieldClass>>();
  #action: AuditEntry['action'] = 'WRITE';

  changed(patientId: string | null, ...classes: readonly FieldClass[]): void {
    const known = this.#concerned.get(patientId) ?? new Set();
    for (const each of classes) known.add(each);
    this.#concerned.set(patientId, known);
  }

  /** Throws for a change that succeeded and never said whose record it changed: it must not be kept. */
  requireConcerned(operation: string): void {
    if (this.#concerned.size === 0) throw new Error(`${operation} never said whose record it changed: call transaction.audit.changed(patientId, 'CLINICAL'), or changed(null, 'REFERENCE') where it is nobody's.`);
  }

  /** Nothing was changed by this request: it was refused, or an answer was given again. That is a look, and recorded as one. */
  onlyRead(concerned: Concerned = []): void {
    this.#action = 'READ';
    for (const [patientId, classes] of concerned) this.changed(patientId, ...classes);
    if (this.#concerned.size === 0) this.changed(null);
  }

  concerned(): Concerned {
    return [...this.#concerned].map(([patientId, classes]) => [patientId, [...classes].sort()] as const);
  }

  entries(): AuditEntry[] {
    return this.concerned().map(([patientId, fieldClasses]) => ({ patientId, fieldClasses, action: this.#action, outcome: 'ALLOWED' }));
  }
}
