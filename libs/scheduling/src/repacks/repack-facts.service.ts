import type { Clock } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import type { RecordedAppointment } from '../appointments/appointment';
import { attendeeIdOf } from '../appointments/attendee';
import { AvailabilityRepository } from '../availability/availability.repository';
import { BEFORE_MS, BEHIND_MS, wallBoundsOf } from '../availability/availability.service';
import type { Stretch } from '../availability/stretches';
import type { RepackFacts } from './repack-facts';

/** Reads what a repack is decided on in three statements, however many visits there are, of whatever services. */
export class RepackFactsReader {
  readonly #availability: AvailabilityRepository;

  constructor(sql: Sql, readonly viewer: Viewer, readonly clock: Clock) {
    this.#availability = new AvailabilityRepository(sql, viewer.practiceId);
  }

  /** What the visits have now does not count: they are about to be moved. */
  async read(visits: readonly RecordedAppointment[], within: Stretch): Promise<RepackFacts> {
    const now = this.clock.now();
    const bounds = wallBoundsOf(within);
    const sites = await this.#availability.findSites(this.viewer.siteIds, bounds);
    const locationIds = sites.map(({ location }) => location.id);
    const practitioners = await this.#availability.findPractitioners({
      practitionerIds: null, locationIds, bounds, serviceTypeCodes: [...new Set(visits.map(({ serviceType }) => serviceType.code))],
      credentials: [...new Set(visits.flatMap(({ serviceType }) => serviceType.requiredCredential ?? []))],
    });
    const places = sites.flatMap(({ rooms, equipment }) => [...rooms, ...equipment]);
    const resourceIds = [...practitioners.map(({ practitioner }) => practitioner.id), ...places.map(({ id }) => id), ...new Set(visits.map(attendeeIdOf))];
    const reservations = await this.#availability.findReservations(
      { resourceIds, now, ignoredHolderIds: visits.map(({ id }) => id), within: { startsAt: within.startsAt - BEFORE_MS, endsAt: within.endsAt + BEHIND_MS } }, locationIds,
    );
    return { now, within, sites, practitioners, reservations };
  }
}
