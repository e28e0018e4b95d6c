import { FINGERPRINT, type Directory } from '../bundle/directory';
import { elementsOf, textOf, type Element } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { identityOf, identityOfReference, patientIdentity } from '../bundle/identity';
import type { Unit } from '../bundle/read-units';
import { addressesOf, candidatesOf, parseReference, type Reference } from '../bundle/references';
import type { PatientFound, Resolver } from '../mapping/resolver';
import type { Patients } from './patients';

interface Run {
  readonly directory: Directory;
  readonly patients: Patients;
  readonly timeZone: string;
}

const NO_SUBJECT: PatientFound = { kind: 'SKIPPED', reason: 'it names no patient' };
const UNKNOWN_PATIENT: PatientFound = { kind: 'SKIPPED', reason: 'its patient is in none of the files, or not told apart from another' };

/** Resolves references from the resources of one unit: inside the resource, inside the unit, then across the run. */
export class UnitResolver implements Resolver {
  readonly timeZone: string;
  readonly #entries = new Map<string, Entry | null>();
  readonly #run: Run;

  constructor(unit: Unit, run: Run) {
    this.timeZone = run.timeZone;
    this.#run = run;
    for (const entry of unit.filter(({ refusal }) => refusal === null)) {
      for (const address of addressesOf(entry)) this.#entries.set(address, this.#entries.has(address) ? null : entry);
    }
  }

  resolve(value: unknown, from: Entry): Element | null {
    const reference = parseReference(value);
    if (reference === null) return null;
    if (reference.kind === 'CONTAINED') return containedIn(from, reference.id);
    const target = this.#find(reference, from);
    return target?.entry?.resource ?? target?.element ?? null;
  }

  /** The resource of this unit a Reference points to. */
  entryOf(value: unknown, from: Entry): Entry | null {
    const reference = parseReference(value);
    return (reference && this.#find(reference, from)?.entry) ?? null;
  }

  patientOf(value: unknown, from: Entry): PatientFound {
    const reference = parseReference(value);
    if (reference === null) return NO_SUBJECT;
    const target = this.#find(reference, from);
    const fingerprint = target?.entry ? patientIdentity(target.entry).fingerprint : textOf(target?.element?.[FINGERPRINT]);
    return (fingerprint && this.#run.patients.find(fingerprint)) || UNKNOWN_PATIENT;
  }

  identityOf(value: unknown, from: Entry): string | null {
    const entry = this.entryOf(value, from);
    return entry ? identityOf(entry) : identityOfReference(value, from);
  }

  /** The first address that leads anywhere; of a search, the one target that fits every criterion. */
  #find(reference: Reference, from: Entry): Target | null {
    const addresses = candidatesOf(reference, from);
    if (reference.kind !== 'CONDITIONAL') return addresses.map((address) => this.#here(address) ?? this.#elsewhere(address)).find((target) => target !== null) ?? null;
    return common(addresses.map((address) => this.#here(address))) ?? common(addresses.map((address) => this.#elsewhere(address)));
  }

  #here(address: string): Target | null {
    const entry = this.#entries.get(address);
    return entry ? { entry, element: null } : null;
  }

  #elsewhere(address: string): Target | null {
    const element = this.#run.directory.find(address);
    return element && { entry: null, element };
  }
}

/** Where a reference leads: to an entry of the unit, or to what the directory keeps of a resource of another. */
interface Target {
  readonly entry: Entry | null;
  readonly element: Element | null;
}

function common(targets: readonly (Target | null)[]): Target | null {
  const [first = null] = targets;
  return first && targets.every((target) => target?.entry === first.entry && target?.element === first.element) ? first : null;
}

function containedIn({ resource }: Entry, id: string): Element | null {
  return id === '' ? resource : (elementsOf(resource['contained']).find((contained) => contained['id'] === id || contained['id'] === `#${id}`) ?? null);
}
