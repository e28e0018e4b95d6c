import type { Viewer } from '../identity/viewer';
import type { AccessTrail } from './access-trail';
import type { Decision } from './decision';
import { isLimitedToOwnRecord } from './decision';
import type { FieldClass } from './field-class';
import type { TypePolicy } from './policy';

/** Under which the kit hands what it knows of the request to the resolvers it wraps. */
const VIEWING = Symbol('viewing');

export interface ViewingOptions {
  readonly viewer: Viewer;
  readonly decision: Decision;
  readonly classes: ReadonlyMap<string, readonly FieldClass[]>;
  readonly trail: AccessTrail;
  readonly isQuery: boolean;
}

type RowPolicy = Pick<TypePolicy, 'patientOf' | 'locationOf' | 'openToPatient'>;
type PatientOf = string | null | undefined;
type Of<T> = ((row: unknown) => T) | undefined;

/** One operation of one viewer: whose rows may pass, and whose do. */
export class Viewing {
  readonly masked: ReadonlySet<string>;
  readonly #options: ViewingOptions;
  readonly #ownRecordOnly: boolean;
  readonly #sites: ReadonlySet<string> | null;
  readonly #grantPatient: string | null;

  constructor(options: ViewingOptions) {
    const { viewer, decision, isQuery } = options;
    this.#options = options;
    this.masked = decision.masked;
    this.#ownRecordOnly = isLimitedToOwnRecord(viewer);
    this.#sites = viewer.siteIds && new Set(viewer.siteIds);
    this.#grantPatient = isQuery ? (viewer.breakGlass?.patientId ?? null) : null;
  }

  static of(context: unknown): Viewing | undefined {
    return (context as { [VIEWING]?: Viewing })[VIEWING];
  }

  attachTo(context: unknown): void {
    (context as { [VIEWING]?: Viewing })[VIEWING] = this;
  }

  /** Whether there are rows that the viewer may not see in a table whose fields the roles may read. */
  get isLimited(): boolean {
    return this.#ownRecordOnly || this.#sites !== null;
  }

  /** Whether the viewer may do something for this patient or at this site. */
  mayName({ patientId, locationId }: { readonly patientId?: string; readonly locationId?: string }): boolean {
    if (patientId !== undefined) return !this.#ownRecordOnly || patientId === this.#options.viewer.patientId;
    return locationId === undefined || this.#sites === null || this.#sites.has(locationId);
  }

  /** Whether an object may be shown. When it is, the trail is told whose it is. */
  admits(type: string, policy: RowPolicy, row: unknown): boolean {
    if (!this.mayShow(type, policy, row)) return false;
    const patientId = (policy.patientOf as Of<PatientOf>)?.(row);
    if (patientId != null) this.#options.trail.read(patientId, this.#options.classes.get(type) ?? []);
    return true;
  }

  mayShow(type: string, policy: RowPolicy, row: unknown): boolean {
    const patientId = (policy.patientOf as Of<PatientOf>)?.(row);
    if (!this.#maySeeRecord(type, policy, { row, patientId })) return false;
    return this.#sites === null || this.#isOfSites(policy, row) || this.#isOpened(patientId);
  }

  #maySeeRecord(type: string, policy: RowPolicy, { row, patientId }: { readonly row: unknown; readonly patientId: PatientOf }): boolean {
    if (this.#options.decision.breakGlassTypes.has(type) && !this.#isOpened(patientId)) return false;
    if (!this.#ownRecordOnly) return true;
    const isOwn = patientId === undefined || (patientId !== null && patientId === this.#options.viewer.patientId);
    return isOwn && ((policy.openToPatient as Of<boolean>)?.(row) ?? true);
  }

  #isOfSites(policy: RowPolicy, row: unknown): boolean {
    const locationId = (policy.locationOf as Of<string | null | undefined>)?.(row) ?? null;
    return locationId === null || this.#sites?.has(locationId) === true;
  }

  #isOpened(patientId: PatientOf): boolean {
    return patientId != null && patientId === this.#grantPatient;
  }
}
