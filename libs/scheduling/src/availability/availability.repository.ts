import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { LOCATION_COLUMNS, toLocation, type LocationRow } from '../locations/location.repository';
import { FAMILY_OF_PERSON, toVisitLimits, VISIT_LIMIT_COLUMNS, type VisitLimitsRow } from '../plans/visit-limits.columns';
import type { Credential, CredentialKind } from '../practitioners/practitioner';
import { PRACTITIONER_COLUMNS, toPractitioner, type PractitionerRow } from '../practitioners/practitioner.repository';
import { ServiceTypeRepository } from '../service-types/service-type.repository';
import type { ServiceType } from '../service-types/service-type';
import type { AvailabilityException, Closed, OpenStretch, PersonAvailability, PlaceOption, PractitionerAvailability, Reserved, SiteAvailability } from './availability';
import type { Stretch } from './stretches';

const WALL = `'YYYY-MM-DD"T"HH24:MI'`;

/** Sites with all that can be had or is closed there. `$3` and `$4` are wall times around the stretch, in whatever zone. */
export const SITES = statement(`SELECT ${LOCATION_COLUMNS},
    (SELECT max(t.minutes) FROM scheduling.travel_time t WHERE t.practice_id = $1 AND (t.location_id = l.id OR t.other_location_id = l.id)) AS travel_minutes,
    (SELECT json_agg(json_build_object('id', r.id, 'name', r.name, 'kind', r.kind, 'capacity', resource.capacity) ORDER BY r.name, r.id)
      FROM scheduling.room r JOIN scheduling.resource ON resource.practice_id = $1 AND resource.id = r.id WHERE r.practice_id = $1 AND r.location_id = l.id) AS rooms,
    (SELECT json_agg(json_build_object('id', e.id, 'name', e.name, 'kind', e.kind, 'capacity', resource.capacity) ORDER BY e.name, e.id)
      FROM scheduling.equipment e JOIN scheduling.resource ON resource.practice_id = $1 AND resource.id = e.id WHERE e.practice_id = $1 AND e.location_id = l.id AND NOT e.retired) AS equipment,
    (SELECT json_agg(json_build_object('kind', c.kind, 'localFrom', to_char(c.local_from, ${WALL}), 'localUntil', to_char(c.local_until, ${WALL})) ORDER BY c.local_from)
      FROM scheduling.closure c WHERE c.practice_id = $1 AND (c.location_id = l.id OR c.location_id IS NULL) AND c.withdrawn_at IS NULL AND c.local_until > $3::timestamp AND c.local_from < $4::timestamp) AS closures
  FROM scheduling.location l WHERE l.practice_id = $1 AND ($2::uuid[] IS NULL OR l.id = ANY($2)) ORDER BY l.name, l.id`);

/** Those asked for; where none is (`$2` null), all who see patients at one of the sites. */
export const PRACTITIONERS = statement(`SELECT ${PRACTITIONER_COLUMNS}, resource.capacity,
    ARRAY(SELECT pl.location_id FROM scheduling.practitioner_location pl WHERE pl.practice_id = $1 AND pl.practitioner_id = p.id) AS location_ids,
    (SELECT json_agg(json_build_object('id', c.id, 'practitionerId', c.practitioner_id, 'kind', c.kind, 'identifier', c.identifier, 'state', c.state, 'validFrom', c.valid_from, 'validTo', c.valid_to, 'hours', c.hours, 'version', c.version, 'source', c.source))
      FROM scheduling.credential c WHERE c.practice_id = $1 AND c.practitioner_id = p.id AND c.kind = ANY($7::text[])) AS credentials,
    (SELECT json_agg(json_build_object('locationId', h.location_id, 'serviceTypeCode', h.service_type_code, 'validFrom', h.valid_from, 'validTo', h.valid_to,
        'days', (SELECT coalesce(json_agg(json_build_object('weekday', d.weekday, 'opensMinute', d.opens_minute, 'closesMinute', d.closes_minute) ORDER BY d.weekday, d.opens_minute), '[]')
          FROM scheduling.weekly_hours_day d WHERE d.practice_id = $1 AND d.weekly_hours_id = h.id)))
      FROM scheduling.weekly_hours h WHERE h.practice_id = $1 AND h.practitioner_id = p.id AND (h.service_type_code IS NULL OR h.service_type_code = ANY($6::text[]))
        AND h.valid_from <= $5::timestamp::date AND (h.valid_to IS NULL OR h.valid_to >= $4::timestamp::date)) AS weekly_hours,
    (SELECT json_agg(json_build_object('kind', x.kind, 'locationId', x.location_id, 'serviceTypeCode', x.service_type_code, 'localFrom', to_char(x.local_from, ${WALL}), 'localUntil', to_char(x.local_until, ${WALL})))
      FROM scheduling.availability_exception x WHERE x.practice_id = $1 AND x.practitioner_id = p.id AND x.withdrawn_at IS NULL
        AND (x.service_type_code IS NULL OR x.service_type_code = ANY($6::text[])) AND x.local_until > $4::timestamp AND x.local_from < $5::timestamp) AS exceptions
  FROM scheduling.practitioner p JOIN scheduling.resource ON resource.practice_id = $1 AND resource.id = p.id
  WHERE p.practice_id = $1 AND CASE WHEN $2::uuid[] IS NULL
    THEN EXISTS (SELECT FROM scheduling.practitioner_location pl WHERE pl.practice_id = $1 AND pl.practitioner_id = p.id AND pl.location_id = ANY($3::uuid[]))
    ELSE p.id = ANY($2) END
  ORDER BY p.id`);

/** One packed row per resource. What a hold has that ran out by `$5` counts no more; what `$6` hold is left out. */
export const RESERVATIONS = statement(`SELECT wanted.id, (
    SELECT string_agg(concat_ws(',', extract(epoch FROM r.starts_at)::bigint, extract(epoch FROM r.ends_at)::bigint, lower(r.lanes), upper(r.lanes), r.minutes_before, r.minutes_after,
      coalesce(array_position($7::uuid[], r.location_id), 0), coalesce(extract(epoch FROM upper(r.travel) - r.ends_at)::bigint, 0), r.holder_id), ' ' ORDER BY r.starts_at)
    FROM scheduling.reservation r WHERE r.practice_id = $1 AND r.resource_id = wanted.id AND r.live
      AND r.starts_at > $3::timestamptz - interval '24 hours' AND r.starts_at < $4 AND r.ends_at > $3 AND (r.expires_at IS NULL OR r.expires_at > $5) AND r.holder_id <> ALL($6::uuid[])
  ) AS packed FROM unnest($2::uuid[]) AS wanted(id)`);

/** Whether scheduling knows the person and has seen them before, and what is known of the limits of their visits of the service `$3`. */
export const PERSON = statement(`WITH RECURSIVE ${FAMILY_OF_PERSON}
  SELECT EXISTS (SELECT FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.patient_id = person.id AND a.state = 'COMPLETED') AS is_returning, ${VISIT_LIMIT_COLUMNS}
  FROM scheduling.resource person WHERE person.practice_id = $1 AND person.id = $2 AND person.kind IN ('PATIENT', 'LEAD')`);

interface SiteRow extends LocationRow {
  readonly travel_minutes: number | null;
  readonly rooms: PlaceOption[] | null;
  readonly equipment: PlaceOption[] | null;
  readonly closures: Closed[] | null;
}

interface CandidateRow extends PractitionerRow {
  readonly capacity: number;
  readonly location_ids: string[];
  readonly credentials: Credential[] | null;
  readonly weekly_hours: { readonly locationId: string; readonly serviceTypeCode: string | null; readonly validFrom: CalendarDay; readonly validTo: CalendarDay | null; readonly days: OpenStretch[] }[] | null;
  readonly exceptions: AvailabilityException[] | null;
}

/** Wall times around a stretch of time that hold it in every zone: "YYYY-MM-DDTHH:MM". */
export interface WallBounds {
  readonly from: string;
  readonly until: string;
}

export interface CandidateQuestion {
  /** Null: all who see patients at one of the sites. */
  readonly practitionerIds: readonly Id<'Practitioner'>[] | null;
  readonly locationIds: readonly Id<'Location'>[];
  readonly bounds: WallBounds;
  /** Whose own hours and absences are of interest beside those for every service. */
  readonly serviceTypeCodes: readonly string[];
  /** Which credentials are of interest. */
  readonly credentials: readonly CredentialKind[];
}

export interface ReservationQuestion {
  readonly resourceIds: readonly string[];
  readonly within: Stretch;
  readonly now: Date;
  /** What these appointments have does not count: they are about to be moved. */
  readonly ignoredHolderIds: readonly string[];
}

const MINUTE_MS = 60_000;

/** Reads what the availability of a service is decided on; one statement each. */
export class AvailabilityRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findServiceType(code: string): Promise<ServiceType | null> {
    const [serviceType] = await new ServiceTypeRepository(this.sql, this.practiceId).findMany([code]);
    return serviceType ?? null;
  }

  async findSites(locationIds: readonly Id<'Location'>[] | null, { from, until }: WallBounds): Promise<SiteAvailability[]> {
    const rows = await this.sql.rows<SiteRow>(SITES, [this.practiceId, locationIds, from, until]);
    return rows.map((row) => ({ location: toLocation(row), travelPaddingMs: ((row.travel_minutes ?? 0) * MINUTE_MS) / 2, rooms: row.rooms ?? [], equipment: row.equipment ?? [], closures: row.closures ?? [] }));
  }

  async findPractitioners({ practitionerIds, locationIds, bounds, serviceTypeCodes, credentials }: CandidateQuestion): Promise<PractitionerAvailability[]> {
    const rows = await this.sql.rows<CandidateRow>(PRACTITIONERS, [this.practiceId, practitionerIds, locationIds, bounds.from, bounds.until, serviceTypeCodes, credentials]);
    return rows.map((row) => ({
      practitioner: toPractitioner(row), capacity: row.capacity, locationIds: new Set(row.location_ids),
      credentials: row.credentials ?? [], weeklyHours: row.weekly_hours ?? [], exceptions: row.exceptions ?? [],
    }));
  }

  /** Null where scheduling knows no such person. */
  async findPerson(personId: string, serviceTypeCode: string): Promise<PersonAvailability | null> {
    const [row] = await this.sql.rows<VisitLimitsRow & { is_returning: boolean }>(PERSON, [this.practiceId, personId, serviceTypeCode]);
    return row ? { id: personId, isReturning: row.is_returning, limits: toVisitLimits(row, serviceTypeCode) } : null;
  }

  /** What is reserved of each resource within the stretch; `locationIds` names sites by their place. */
  async findReservations({ resourceIds, within, now, ignoredHolderIds }: ReservationQuestion, locationIds: readonly Id<'Location'>[]): Promise<Map<string, Reserved[]>> {
    const values = [this.practiceId, resourceIds, new Date(within.startsAt), new Date(within.endsAt), now, ignoredHolderIds, locationIds];
    const rows = await this.sql.rows<{ id: string; packed: string | null }>(RESERVATIONS, values);
    return new Map(rows.map(({ id, packed }) => [id, packed === null ? [] : packed.split(' ').map((each) => toReserved(each, locationIds))]));
  }
}

/** Of a reservation at a site that was not asked about, the site stays unnamed: it is another one. */
function toReserved(packed: string, locationIds: readonly Id<'Location'>[]): Reserved {
  const [from, until, firstLane, endLane, before, after, site, way, holderId = ''] = packed.split(',');
  const [startsAt, endsAt, padding] = [Number(from) * 1_000, Number(until) * 1_000, Number(way) * 1_000];
  return {
    startsAt, endsAt, firstLane: Number(firstLane), endLane: Number(endLane), holderId, locationId: locationIds[Number(site) - 1] ?? '',
    visit: { startsAt: startsAt + Number(before) * MINUTE_MS, endsAt: endsAt - Number(after) * MINUTE_MS },
    travel: { startsAt: startsAt - padding, endsAt: endsAt + padding },
  };
}
