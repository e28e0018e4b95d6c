import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { ServiceSettings } from './service-type-change';
import type { ServiceType } from './service-type';

const COLUMNS = `name, aliases, duration_minutes, needs_room, room_kind, equipment_kind, required_credential, required_credential_hours, complimentary, practitioner_minutes_before, practitioner_minutes_after,
  room_minutes_before, room_minutes_after, equipment_minutes_before, equipment_minutes_after, grid_minutes, minimum_notice_minutes, horizon_days, accepts, overlap, seats, cancellation_notice_hours, confirmation`;
const FIELDS = `s.name, s.aliases, s."durationMinutes", s."needsRoom", s."roomKind", s."equipmentKind", s."requiredCredential", s."requiredCredentialHours", s.complimentary, s."practitionerMinutesBefore", s."practitionerMinutesAfter",
  s."roomMinutesBefore", s."roomMinutesAfter", s."equipmentMinutesBefore", s."equipmentMinutesAfter", s."gridMinutes", s."minimumNoticeMinutes", s."horizonDays", s.accepts, s.overlap, s.seats, s."cancellationNoticeHours", s.confirmation`;
const SETTINGS = `s(name text, aliases text[], "durationMinutes" integer, "needsRoom" boolean, "roomKind" text, "equipmentKind" text, "requiredCredential" text, "requiredCredentialHours" integer, complimentary boolean,
  "practitionerMinutesBefore" integer, "practitionerMinutesAfter" integer, "roomMinutesBefore" integer, "roomMinutesAfter" integer, "equipmentMinutesBefore" integer, "equipmentMinutesAfter" integer,
  "gridMinutes" integer, "minimumNoticeMinutes" integer, "horizonDays" integer, accepts text, overlap text, seats integer, "cancellationNoticeHours" integer, confirmation text)`;
/** Events of a service go in order by an id made of its code. */
const EVENTS_ID = `md5('service type ' || code)::uuid AS events_id`;

const CREATE = statement(`INSERT INTO scheduling.service_type (practice_id, code, retired, version, ${COLUMNS})
  SELECT $1, $2, false, 1, ${FIELDS} FROM jsonb_to_record($3) AS ${SETTINGS} ON CONFLICT (practice_id, code) DO NOTHING RETURNING ${EVENTS_ID}`);
const CHANGE = statement(`UPDATE scheduling.service_type SET version = version + 1, (${COLUMNS}) = (SELECT ${FIELDS} FROM jsonb_to_record($4) AS ${SETTINGS})
  WHERE practice_id = $1 AND code = $2 AND version = $3 RETURNING ${EVENTS_ID}`);
const RETIRE = statement(`UPDATE scheduling.service_type SET version = version + 1, retired = $4 WHERE practice_id = $1 AND code = $2 AND version = $3 RETURNING ${EVENTS_ID}`);

/** Writes what the clinic offers. Each answers the id by which the service's events are ordered; null: nothing was written. */
export class ServiceTypeWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Null where the code is in use. */
  create(code: string, settings: ServiceSettings): Promise<string | null> {
    return this.#run(CREATE, [code, JSON.stringify(settings)]);
  }

  /** Null where the service has another version by now. */
  change({ code, version }: ServiceType, settings: ServiceSettings): Promise<string | null> {
    return this.#run(CHANGE, [code, version, JSON.stringify(settings)]);
  }

  retire({ code, version }: ServiceType, retired: boolean): Promise<string | null> {
    return this.#run(RETIRE, [code, version, retired]);
  }

  async #run(sql: typeof CREATE, values: readonly unknown[]): Promise<string | null> {
    const [row] = await this.sql.rows<{ events_id: string }>(sql, [this.practiceId, ...values]);
    return row?.events_id ?? null;
  }
}
