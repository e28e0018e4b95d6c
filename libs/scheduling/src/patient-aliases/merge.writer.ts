import { pointRows, pointRowsOf, statement, type Sql } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import type { PatientAlias, PersonVisit, PlacedVisit } from './alias';

const ADD_ALIAS = statement('INSERT INTO scheduling.patient_alias (practice_id, merged_id, survivor_id) VALUES ($1, $2, $3) ON CONFLICT (practice_id, merged_id) DO UPDATE SET survivor_id = excluded.survivor_id');
const REMOVE_ALIAS = statement('DELETE FROM scheduling.patient_alias WHERE practice_id = $1 AND merged_id = $2 AND survivor_id = $3');
const ADD_PERSONS = statement(`INSERT INTO scheduling.resource (practice_id, id, kind, capacity) SELECT $1, id, 'PATIENT', 1 FROM unnest($2::uuid[]) AS person(id) ON CONFLICT DO NOTHING`);
const LOCK_PERSONS = statement('SELECT id FROM scheduling.resource WHERE practice_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE');
const REMOVE_PERSONS = statement(`DELETE FROM scheduling.resource r WHERE r.practice_id = $1 AND r.id = ANY($2::uuid[]) AND r.kind = 'PATIENT'`);
/** Each keeps the id under which it was made; `patient_id` is what that id leads to now. */
const POINT_ROWS = pointRowsOf(['scheduling.appointment', 'scheduling.series', 'scheduling.waitlist_entry']);
const PERSON_TIMES = statement(`SELECT r.appointment_id, a.patient_id, r.starts_at, r.ends_at, r.location_id, r.live FROM scheduling.reservation r
  JOIN scheduling.appointment a ON a.practice_id = $1 AND a.id = r.appointment_id WHERE r.practice_id = $1 AND r.resource_id = ANY($2::uuid[])`);
const REMOVE_TIMES = statement('DELETE FROM scheduling.reservation WHERE practice_id = $1 AND resource_id = ANY($2::uuid[])');
/** The way between sites is not asked of them: they were booked as two people's. */
const TAKE_TIMES = statement(`INSERT INTO scheduling.reservation (practice_id, holder_id, appointment_id, resource_id, location_id, lanes, during, starts_at, ends_at, live, expires_at)
  SELECT $1, t.appointment_id, t.appointment_id, t.person_id, t.location_id, int4range(t.lane, t.lane + 1), tstzrange(t.starts_at, t.ends_at, '[)'), t.starts_at, t.ends_at, t.live,
    (SELECT a.hold_expires_at FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.id = t.appointment_id AND a.state = 'HELD')
  FROM jsonb_to_recordset($2::jsonb) AS t(appointment_id uuid, person_id uuid, location_id uuid, lane int, starts_at timestamptz, ends_at timestamptz, live boolean) ORDER BY t.person_id, t.starts_at`);

interface TimeRow {
  readonly appointment_id: string;
  readonly patient_id: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly location_id: string;
  readonly live: boolean;
}

/** The time that a person's visit takes, as it is written. */
export interface PersonTime extends PersonVisit {
  readonly locationId: Id<'Location'>;
  readonly live: boolean;
}

/** Points what scheduling keeps of patients to the ids under which they are known now. */
export class MergeWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async addAlias({ mergedId, survivorId }: PatientAlias): Promise<void> {
    await this.sql.count(ADD_ALIAS, [this.practiceId, mergedId, survivorId]);
  }

  async removeAlias({ mergedId, survivorId }: PatientAlias): Promise<void> {
    await this.sql.count(REMOVE_ALIAS, [this.practiceId, mergedId, survivorId]);
  }

  /** From now on nobody books for any of them until the transaction ends. Persons that are not known yet are added first. */
  async lockPersons(ids: readonly Id<'Patient'>[]): Promise<void> {
    await this.sql.count(ADD_PERSONS, [this.practiceId, [...ids].sort()]);
    await this.sql.count(LOCK_PERSONS, [this.practiceId, ids]);
  }

  /** Nobody is booked under these ids any more. Their visits are pointed elsewhere already. */
  async removePersons(ids: readonly Id<'Patient'>[]): Promise<void> {
    await this.sql.count(REMOVE_PERSONS, [this.practiceId, ids]);
  }

  /** Visits, series and the waitlist. */
  async pointRows(roots: ReadonlyMap<Id<'Patient'>, Id<'Patient'>>): Promise<void> {
    await pointRows(this.sql, { practiceId: this.practiceId, statements: POINT_ROWS, roots });
  }

  /** The times of the persons' visits, each with the person whose visit it is now. */
  async findTimes(personIds: readonly Id<'Patient'>[]): Promise<PersonTime[]> {
    const rows = await this.sql.rows<TimeRow>(PERSON_TIMES, [this.practiceId, personIds]);
    return rows.map((row) => ({ appointmentId: row.appointment_id, personId: row.patient_id, startsAt: row.starts_at.getTime(), endsAt: row.ends_at.getTime(), locationId: row.location_id, live: row.live }));
  }

  async replaceTimes(personIds: readonly Id<'Patient'>[], times: readonly (PersonTime & Pick<PlacedVisit, 'lane'>)[]): Promise<void> {
    await this.sql.count(REMOVE_TIMES, [this.practiceId, personIds]);
    const rows = times.map(({ appointmentId, personId, locationId, lane, startsAt, endsAt, live }) => ({
      appointment_id: appointmentId, person_id: personId, location_id: locationId, lane, starts_at: new Date(startsAt), ends_at: new Date(endsAt), live,
    }));
    await this.sql.count(TAKE_TIMES, [this.practiceId, JSON.stringify(rows)]);
  }
}
