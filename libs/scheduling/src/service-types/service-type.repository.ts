import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { CredentialKind } from '../practitioners/practitioner';
import type { ServiceType } from './service-type';

/** A service's columns under the alias `s`, wherever a statement joins it. */
export const SERVICE_TYPE_COLUMNS = 's.code AS service_code, s.name AS service_name, s.aliases, s.duration_minutes, s.needs_room, s.required_credential, s.complimentary, s.retired';

export interface ServiceTypeRow {
  readonly service_code: string;
  readonly service_name: string;
  readonly aliases: string[];
  readonly duration_minutes: number;
  readonly needs_room: boolean;
  readonly required_credential: CredentialKind | null;
  readonly complimentary: boolean;
  readonly retired: boolean;
}

export function toServiceType(row: ServiceTypeRow): ServiceType {
  return {
    code: row.service_code, name: row.service_name, aliases: row.aliases, durationMinutes: row.duration_minutes,
    needsRoom: row.needs_room, requiredCredential: row.required_credential, complimentary: row.complimentary, retired: row.retired,
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
