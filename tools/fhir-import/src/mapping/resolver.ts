import type { Id } from '@spindle/kernel';
import type { Element } from '../bundle/element';
import type { Entry } from '../bundle/entry';

/** A patient of this run, by the key it is stored under; or why there is none. */
export type PatientFound =
  | { readonly kind: 'IMPORTED'; readonly key: string; readonly id: Id<'Patient'> }
  | { readonly kind: 'SKIPPED'; readonly reason: string };

/** What a mapper asks about other resources of the run. */
export interface Resolver {
  /** The IANA zone in which times without an offset are read. */
  readonly timeZone: string;
  /** The resource a Reference points to, as far as the run holds it and exactly one matches. */
  resolve(reference: unknown, from: Entry): Element | null;
  patientOf(reference: unknown, from: Entry): PatientFound;
  /** What names the target among the resources of its type and patient; null when the reference gives no address. */
  identityOf(reference: unknown, from: Entry): string | null;
}
