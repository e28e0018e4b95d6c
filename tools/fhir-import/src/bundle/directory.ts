import { elementOf, elementsOf, lookUp, type Element } from './element';
import type { Entry } from './entry';
import { patientIdentity } from './identity';
import { addressesOf, identifierOf } from './references';

/** The member under which the directory's patients carry their fingerprint (see `patientIdentity`). */
export const FINGERPRINT = 'spindleFingerprint';

/** What of a resource other files may ask for; of the other types nothing is kept. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  Practitioner: ['name', 'identifier'], PractitionerRole: ['practitioner'], Organization: ['name'], Location: ['name'], Coverage: ['type', 'payor', 'insurer'],
  Patient: [],
};
/** Kept only from files that have no claims: claims in the same file find them there. */
const PARTS_FOR_CLAIMS: Readonly<Record<string, readonly string[]>> = { Condition: ['code'], Encounter: ['period'] };

/**
 * What the files of one run can refer to in one another, reduced to what is asked for. An address that stands for
 * different things in different files points to none.
 */
export class Directory {
  readonly #targets = new Map<string, Element | null>();
  /** Equal ones are kept once: many bundles repeat their organizations. */
  readonly #known = new Map<string, Element>();

  add(entries: readonly Entry[]): void {
    const hasClaims = entries.some(({ type }) => type === 'Claim' || type === 'ExplanationOfBenefit');
    for (const entry of entries.filter(({ refusal }) => refusal === null)) {
      const parts = lookUp(PARTS, entry.type) ?? (hasClaims ? undefined : lookUp(PARTS_FOR_CLAIMS, entry.type));
      if (parts) this.#fileReadable(entry, parts);
    }
  }

  /** The one target of an address; null for none and for several. */
  find(address: string): Element | null {
    return this.#targets.get(address) ?? null;
  }

  /** What is nested too deeply to be compared is not filed; its own step says that it cannot be read. */
  #fileReadable(entry: Entry, parts: readonly string[]): void {
    try {
      this.#file(entry, parts);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }

  #file(entry: Entry, parts: readonly string[]): void {
    const { type, resource } = entry;
    const reduced: Element = {
      resourceType: type, ...Object.fromEntries(parts.map((part) => [part, resource[part]])),
      ...(type === 'Patient' ? { [FINGERPRINT]: patientIdentity(entry).fingerprint } : {}),
      ...(type === 'Practitioner' ? { identifier: elementsOf(resource['identifier']).map((identifier) => identifierOf(elementOf(identifier))) } : {}),
    };
    const text = JSON.stringify(reduced);
    const target = this.#known.get(text) ?? reduced;
    this.#known.set(text, target);
    for (const address of addressesOf(entry)) {
      const isFree = !this.#targets.has(address) || this.#targets.get(address) === target;
      this.#targets.set(address, isFree ? target : null);
    }
  }
}
