import type { Clock, Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { ServiceType } from '../service-types/service-type';
import { wallTimeOf } from '../wall-time';
import type { Availability, PersonAvailability } from './availability';
import { AvailabilityRepository, type CandidateQuestion, type WallBounds } from './availability.repository';
import type { Stretch } from './stretches';

/** For what availability is read. */
export interface AvailabilityScope {
  readonly serviceTypeCode: string;
  /** Null: every site. */
  readonly locationIds: readonly Id<'Location'>[] | null;
  /** Null: all who see patients at the sites. */
  readonly practitionerIds: readonly Id<'Practitioner'>[] | null;
  /** A patient or lead; null: nobody in particular. */
  readonly personId: string | null;
  /** Between which instants visits may begin. */
  readonly within: Stretch;
  /** Appointments whose time does not count: they are about to be moved. */
  readonly ignoredHolderIds?: readonly string[];
}

/** What keeps availability from being read. */
export type ScopeFlaw = 'NO_SUCH_SERVICE' | 'NO_SUCH_LOCATION' | 'NO_SUCH_PRACTITIONER' | 'NO_SUCH_PATIENT';

const HOUR_MS = 3_600_000;
/** As far before and behind the stretch something may lie that counts: a long way, buffers, a long visit. */
export const BEFORE_MS = 12 * HOUR_MS;
export const BEHIND_MS = 20 * HOUR_MS;

/**
 * Reads availability: for a search, for a booking under its locks, for whoever asks why. The number of statements is the
 * same for one room and a hundred, for one day and sixty. `sql` is the session, or a change's transaction.
 */
export class AvailabilityService {
  readonly #availability: AvailabilityRepository;

  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>, readonly clock: Clock) {
    this.#availability = new AvailabilityRepository(sql, practiceId);
  }

  async load(scope: AvailabilityScope): Promise<Availability | ScopeFlaw> {
    const known = await this.loadWithoutReservations(scope);
    return typeof known === 'string' ? known : this.withReservations(known, scope);
  }

  /** Everything but who has which time: for a search that reads that part window by window. */
  async loadWithoutReservations(scope: AvailabilityScope): Promise<Availability | ScopeFlaw> {
    const { serviceTypeCode, locationIds, practitionerIds, within } = scope;
    const bounds = wallBoundsOf(within);
    const [serviceType, sites, person] = await Promise.all([
      this.#availability.findServiceType(serviceTypeCode), this.#availability.findSites(locationIds, bounds), this.#findPerson(scope),
    ]);
    if (!serviceType) return 'NO_SUCH_SERVICE';
    if (sites.length === 0 || (locationIds && sites.length < new Set(locationIds).size)) return 'NO_SUCH_LOCATION';
    if (person === 'NO_SUCH_PATIENT') return person;
    const practitioners = await this.#availability.findPractitioners({
      practitionerIds, locationIds: sites.map(({ location }) => location.id), bounds, ...ofService(serviceType),
    });
    if (practitionerIds && practitioners.length < new Set(practitionerIds).size) return 'NO_SUCH_PRACTITIONER';
    return { now: this.clock.now(), within, serviceType, sites, practitioners, person, reservations: new Map() };
  }

  /** Reads again what others can change while one waits for a lock, calendars and reservations, as of the instant in `known`. */
  async reload(known: Availability, scope: AvailabilityScope): Promise<Availability> {
    const { locationIds, practitionerIds, within } = scope;
    const bounds = wallBoundsOf(within);
    const siteIds = known.sites.map(({ location }) => location.id);
    const [sites, practitioners] = await Promise.all([
      this.#availability.findSites(locationIds, bounds),
      this.#availability.findPractitioners({ practitionerIds, locationIds: siteIds, bounds, ...ofService(known.serviceType) }),
    ]);
    return this.withReservations({ ...known, sites, practitioners }, scope);
  }

  /** The same with what is reserved around a stretch, which is then all that is known. */
  async withReservations(known: Availability, { within, ignoredHolderIds = [] }: Pick<AvailabilityScope, 'within' | 'ignoredHolderIds'>): Promise<Availability> {
    const places = known.sites.flatMap(({ rooms, equipment }) => [...rooms, ...equipment]);
    const resourceIds = [...known.practitioners.map(({ practitioner }) => practitioner.id), ...places.map(({ id }) => id), ...(known.person ? [known.person.id] : [])];
    const reservations = await this.#availability.findReservations(
      { resourceIds, now: known.now, ignoredHolderIds, within: { startsAt: within.startsAt - BEFORE_MS, endsAt: within.endsAt + BEHIND_MS } },
      known.sites.map(({ location }) => location.id),
    );
    return { ...known, within, reservations };
  }

  async #findPerson({ personId, serviceTypeCode }: AvailabilityScope): Promise<PersonAvailability | null | 'NO_SUCH_PATIENT'> {
    if (personId === null) return null;
    return (await this.#availability.findPerson(personId, serviceTypeCode)) ?? 'NO_SUCH_PATIENT';
  }
}

function ofService({ code, requiredCredential }: ServiceType): Pick<CandidateQuestion, 'serviceTypeCodes' | 'credentials'> {
  return { serviceTypeCodes: [code], credentials: requiredCredential === null ? [] : [requiredCredential] };
}

/** Zones lie between UTC-12 and UTC+14. */
export function wallBoundsOf({ startsAt, endsAt }: Stretch): WallBounds {
  return { from: wallTimeOf(new Date(startsAt - 14 * HOUR_MS - BEFORE_MS), 'UTC'), until: wallTimeOf(new Date(endsAt + 14 * HOUR_MS + BEHIND_MS), 'UTC') };
}
