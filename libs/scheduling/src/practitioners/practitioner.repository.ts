import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { LOCATION_COLUMNS, toLocation, type LocationRow } from '../locations/location.repository';
import type { Location } from '../locations/location';
import type { Credential, CredentialKind, Practitioner } from './practitioner';

/** A practitioner's columns under the alias `p`, wherever a statement joins it. */
export const PRACTITIONER_COLUMNS = 'p.id AS practitioner_id, p.given_name, p.family_name, p.suffix, p.npi, p.taxonomy_code';

export interface PractitionerRow {
  readonly practitioner_id: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly suffix: string | null;
  readonly npi: string;
  readonly taxonomy_code: string | null;
}

export function toPractitioner(row: PractitionerRow): Practitioner {
  return { id: row.practitioner_id, name: { given: row.given_name, family: row.family_name, suffix: row.suffix }, npi: row.npi, taxonomyCode: row.taxonomy_code };
}

/** A credential's columns under the alias `c`, wherever a statement joins it. */
export const CREDENTIAL_COLUMNS = 'c.id, c.practitioner_id, c.kind, c.identifier, c.state, c.valid_from, c.valid_to, c.hours, c.version, c.source';

export interface CredentialRow {
  readonly id: string;
  readonly practitioner_id: string;
  readonly kind: CredentialKind;
  readonly identifier: string | null;
  readonly state: string | null;
  readonly valid_from: CalendarDay;
  readonly valid_to: CalendarDay | null;
  readonly hours: number | null;
  readonly version: number;
  readonly source: string | null;
}

export function toCredential(row: CredentialRow): Credential {
  return { id: row.id, practitionerId: row.practitioner_id, kind: row.kind, identifier: row.identifier, state: row.state, validFrom: row.valid_from, validTo: row.valid_to, hours: row.hours, version: row.version, source: row.source };
}

export const PRACTITIONERS_BY_NAME = statement(`SELECT ${PRACTITIONER_COLUMNS} FROM scheduling.practitioner p
  WHERE p.practice_id = $1 AND (p.family_name, p.given_name, p.id) > ($2, $3, $4::uuid)
  ORDER BY p.family_name, p.given_name, p.id LIMIT $5`);
export const PRACTITIONERS_OF_LOCATION = statement(`SELECT ${PRACTITIONER_COLUMNS}
  FROM scheduling.practitioner_location pl JOIN scheduling.practitioner p ON p.practice_id = $1 AND p.id = pl.practitioner_id
  WHERE pl.practice_id = $1 AND (p.family_name, p.given_name, p.id) > ($2, $3, $4::uuid) AND pl.location_id = $6
  ORDER BY p.family_name, p.given_name, p.id LIMIT $5`);
const MANY = statement(`SELECT ${PRACTITIONER_COLUMNS} FROM scheduling.practitioner p WHERE p.practice_id = $1 AND p.id = ANY($2::uuid[])`);
const CREDENTIALS = statement(`SELECT ${CREDENTIAL_COLUMNS}
  FROM scheduling.credential c WHERE c.practice_id = $1 AND c.practitioner_id = ANY($2::uuid[]) ORDER BY c.kind, c.valid_from, c.id`);
const LOCATIONS = statement(`SELECT pl.practitioner_id, ${LOCATION_COLUMNS}
  FROM scheduling.practitioner_location pl JOIN scheduling.location l ON l.practice_id = $1 AND l.id = pl.location_id
  WHERE pl.practice_id = $1 AND pl.practitioner_id = ANY($2::uuid[]) ORDER BY l.name, l.id`);

/** `limit` practitioners by name behind the position (family name, given name, id), of one site when it is given. */
export interface PractitionerSlice {
  readonly after: readonly string[];
  readonly limit: number;
  readonly locationId: Id<'Location'> | null;
}

/** Reads practitioners, their credentials and sites. */
export class PractitionerRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findAfter({ after: [family, given, id], limit, locationId }: PractitionerSlice): Promise<Practitioner[]> {
    const values = [this.practiceId, family, given, id, limit];
    const rows = locationId === null ? this.sql.rows<PractitionerRow>(PRACTITIONERS_BY_NAME, values) : this.sql.rows<PractitionerRow>(PRACTITIONERS_OF_LOCATION, [...values, locationId]);
    return (await rows).map(toPractitioner);
  }

  async findMany(ids: readonly Id<'Practitioner'>[]): Promise<Practitioner[]> {
    return (await this.sql.rows<PractitionerRow>(MANY, [this.practiceId, ids])).map(toPractitioner);
  }

  async findCredentialsOf(ids: readonly Id<'Practitioner'>[]): Promise<Credential[]> {
    return (await this.sql.rows<CredentialRow>(CREDENTIALS, [this.practiceId, ids])).map(toCredential);
  }

  async findLocationsOf(ids: readonly Id<'Practitioner'>[]): Promise<{ practitionerId: Id<'Practitioner'>; location: Location }[]> {
    const rows = await this.sql.rows<LocationRow & { practitioner_id: string }>(LOCATIONS, [this.practiceId, ids]);
    return rows.map((row) => ({ practitionerId: row.practitioner_id, location: toLocation(row) }));
  }
}
