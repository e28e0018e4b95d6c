import type { Id } from '@spindle/kernel';
import type { PatientFound } from '../mapping/resolver';

/** Which patients of this run are in, by fingerprint. */
export class Patients {
  readonly #byFingerprint = new Map<string, PatientFound>();

  imported(fingerprint: string, key: string, id: Id<'Patient'>): void {
    this.#byFingerprint.set(fingerprint, { kind: 'IMPORTED', key, id });
  }

  /** Another copy of the patient that was imported stays imported. */
  notImported(fingerprint: string): void {
    if (this.#byFingerprint.has(fingerprint)) return;
    this.#byFingerprint.set(fingerprint, { kind: 'SKIPPED', reason: 'its patient was not imported' });
  }

  find(fingerprint: string): PatientFound | null {
    return this.#byFingerprint.get(fingerprint) ?? null;
  }
}
