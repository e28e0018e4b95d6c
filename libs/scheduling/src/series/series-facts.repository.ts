import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { ReservationRepository } from '../booking/reservation.repository';
import { fullStretches } from '../booking/slot';
import type { Location, Room } from '../locations/location';
import { LocationRepository } from '../locations/location.repository';
import type { Credential } from '../practitioners/practitioner';
import { PractitionerRepository } from '../practitioners/practitioner.repository';
import type { ServiceType } from '../service-types/service-type';
import { ServiceTypeRepository } from '../service-types/service-type.repository';
import { BusyTime } from './busy-time';
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

const NO_APPOINTMENT = '00000000-0000-0000-0000-000000000000';

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

  /** When the people and rooms are busy within the time of the search. */
  async findPlaces({ site, practitionerIds, roomIds, attendeeId, from, to, now }: PlaceSearch): Promise<PlaceFacts> {
    const resourceIds = [...practitionerIds, ...(roomIds ?? []), attendeeId];
    const loads = await new ReservationRepository(this.sql, this.practiceId).findLoads({ appointmentId: NO_APPOINTMENT, resourceIds, locationId: NO_APPOINTMENT, startsAt: from, endsAt: to });
    const loadOf = new Map(loads.map((load) => [load.id, load]));
    const busy = (id: string): BusyTime => new BusyTime(fullStretches(loadOf.get(id) ?? { capacity: 1, reservations: [] }));
    return {
      practitioners: practitionerIds.map((id) => ({
        id, credentials: site.credentials.filter((each) => each.practitionerId === id), busy: busy(id), travelling: new BusyTime([]), works: null,
        bookedMinutes: (loadOf.get(id)?.reservations ?? []).reduce((sum, { startsAt, endsAt }) => sum + (endsAt - startsAt) / 60_000, 0),
      })),
      rooms: roomIds?.map((id) => ({ id, busy: busy(id) })) ?? null,
      attendee: busy(attendeeId),
      requiredCredential: site.serviceType?.requiredCredential ?? null,
      state: site.location?.state ?? null,
      notBefore: now.getTime(),
    };
  }
}
