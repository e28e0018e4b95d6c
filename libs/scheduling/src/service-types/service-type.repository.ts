import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { CredentialKind } from '../practitioners/practitioner';
import type { AcceptedPatients, ServiceType } from './service-type';

/** A service's columns under the alias `s`, wherever a statement joins it. */
export const SERVICE_TYPE_COLUMNS = `s.code AS service_code, s.version AS service_version, s.name AS service_name, s.aliases, s.duration_minutes, s.needs_room, s.room_kind, s.equipment_kind,
  s.required_credential, s.required_credential_hours, s.complimentary, s.retired, s.practitioner_minutes_before, s.practitioner_minutes_after, s.room_minutes_before, s.room_minutes_after,
  s.equipment_minutes_before, s.equipment_minutes_after, s.grid_minutes, s.minimum_notice_minutes, s.horizon_days, s.accepts, s.overlap, s.seats,
  s.cancellation_notice_hours AS service_notice_hours, s.confirmation`;

export interface ServiceTypeRow {
  readonly service_code: string;
  readonly service_version: number;
  readonly service_name: string;
  readonly aliases: string[];
  readonly duration_minutes: number;
  readonly needs_room: boolean;
  readonly room_kind: string | null;
  readonly equipment_kind: string | null;
  readonly required_credential: CredentialKind | null;
  readonly required_credential_hours: number | null;
  readonly complimentary: boolean;
  readonly retired: boolean;
  readonly practitioner_minutes_before: number;
  readonly practitioner_minutes_after: number;
  readonly room_minutes_before: number;
  readonly room_minutes_after: number;
  readonly equipment_minutes_before: number;
  readonly equipment_minutes_after: number;
  readonly grid_minutes: number;
  readonly minimum_notice_minutes: number;
  readonly horizon_days: number;
  readonly accepts: AcceptedPatients;
  readonly overlap: 'EXCLUSIVE' | 'OVERLAPPING';
  readonly seats: number | null;
  readonly service_notice_hours: number | null;
  readonly confirmation: 'ASKED' | 'NOT_ASKED';
}

export function toServiceType(row: ServiceTypeRow): ServiceType {
  return {
    code: row.service_code, version: row.service_version, name: row.service_name, aliases: row.aliases, durationMinutes: row.duration_minutes,
    needsRoom: row.needs_room, roomKind: row.room_kind, equipmentKind: row.equipment_kind, requiredCredential: row.required_credential, requiredCredentialHours: row.required_credential_hours,
    complimentary: row.complimentary, retired: row.retired,
    practitionerMinutesBefore: row.practitioner_minutes_before, practitionerMinutesAfter: row.practitioner_minutes_after,
    roomMinutesBefore: row.room_minutes_before, roomMinutesAfter: row.room_minutes_after,
    equipmentMinutesBefore: row.equipment_minutes_before, equipmentMinutesAfter: row.equipment_minutes_after,
    gridMinutes: row.grid_minutes, minimumNoticeMinutes: row.minimum_notice_minutes, horizonDays: row.horizon_days, accepts: row.accepts,
    overlap: row.overlap, seats: row.seats, cancellationNoticeHours: row.service_notice_hours, confirmation: row.confirmation,
  };
}

export const SERVICE_TYPES_BY_NAME = statement(`SELECT ${SERVICE_TYPE_COLUMNS} FROM scheduling.service_type s
  WHERE s.practice_id = $1 AND (s.name, s.code) > ($2, $3) ORDER BY s.name, s.code LIMIT $4`);
const MANY = statement(`SELECT ${SERVICE_TYPE_COLUMNS} FROM scheduling.service_type s WHERE s.practice_id = $1 AND s.code = ANY($2::text[])`);

/** Reads what the clinic offers. */
export class ServiceTypeRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** By name, those behind the position: a name and a code. */
  async findAfter([name, code]: readonly string[], limit: number): Promise<ServiceType[]> {
    return (await this.sql.rows<ServiceTypeRow>(SERVICE_TYPES_BY_NAME, [this.practiceId, name, code, limit])).map(toServiceType);
  }

  async findMany(codes: readonly string[]): Promise<ServiceType[]> {
    return (await this.sql.rows<ServiceTypeRow>(MANY, [this.practiceId, codes])).map(toServiceType);
  }
}
