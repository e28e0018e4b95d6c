import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { AvailabilityService } from '../availability/availability.service';
import type { Location, Room } from '../locations/location';
import { LocationRepository } from '../locations/location.repository';
import type { Credential } from '../practitioners/practitioner';
import { PractitionerRepository } from '../practitioners/practitioner.repository';
import type { ServiceType } from '../service-types/service-type';
import { ServiceTypeRepository } from '../service-types/service-type.repository';
import { toPlaceFacts } from './place-facts';
import type { PlaceFacts } from './placement';

const PEOPLE = statement(`SELECT ARRAY(SELECT pl.practitioner_id FROM scheduling.practitioner_location pl WHERE pl.practice_id = $1 AND pl.location_id = $2 ORDER BY 1) AS practitioner_ids,
  EXISTS (SELECT FROM scheduling.resource person WHERE person.practice_id = $1 AND person.id = $3 AND person.kind = 'PATIENT') AS patient_is_known`);

/** Who and what a site has for visits of a service. */
export interface SiteFacts {
  readonly location: Location | null;
  readonly rooms: readonly Room[];
  readonly serviceType: ServiceType | null;
  readonly practitionerIds: readonly Id<'Practitioner'>[];
  readonly credentials: readonly Credential[];
  readonly patientIsKnown: boolean;
}

/** The people and rooms among whom places are looked for, and the time of the search. */
export interface PlaceSearch {
  readonly site: SiteFacts;
  readonly practitionerIds: readonly Id<'Practitioner'>[];
  /** Null: the service takes no room. */
  readonly roomIds: readonly Id<'Room'>[] | null;
  readonly attendeeId: string;
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
}

/** Reads what places are looked for in, with a constant number of statements. */
export class SeriesFactsRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findSite(locationId: Id<'Location'>, serviceTypeCode: string, patientId: Id<'Patient'>): Promise<SiteFacts> {
    const locations = new LocationRepository(this.sql, this.practiceId);
    const [location = null] = await locations.findMany([locationId]);
    const [serviceType = null] = await new ServiceTypeRepository(this.sql, this.practiceId).findMany([serviceTypeCode]);
    const [people] = await this.sql.rows<{ practitioner_ids: string[]; patient_is_known: boolean }>(PEOPLE, [this.practiceId, locationId, patientId]);
    const practitionerIds = people?.practitioner_ids ?? [];
    return {
      location, serviceType, practitionerIds,
      rooms: await locations.findRoomsOf([locationId]),
      credentials: await new PractitionerRepository(this.sql, this.practiceId).findCredentialsOf(practitionerIds),
      patientIsKnown: people?.patient_is_known ?? false,
    };
  }

  /** When the people and rooms are busy within the time of the search, and when they work. */
  async findPlaces({ site, practitionerIds, roomIds, attendeeId, from, to, now }: PlaceSearch): Promise<PlaceFacts> {
    if (!site.location || !site.serviceType) throw new Error('Places are looked for at a site and for a service that are known.');
    const read = await new AvailabilityService(this.sql, this.practiceId, { now: () => now }).load({
      serviceTypeCode: site.serviceType.code, locationIds: [site.location.id], practitionerIds, personId: attendeeId, within: { startsAt: from.getTime(), endsAt: to.getTime() },
    });
    if (typeof read === 'string') throw new Error('A site, service or person was gone between two statements.');
    return toPlaceFacts(read, roomIds);
  }
}
