import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { NewPractitioner } from './new-practitioner';

const ADD = statement(`INSERT INTO scheduling.practitioner (practice_id, id, given_name, family_name, suffix, npi, taxonomy_code) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT ON CONSTRAINT practitioner_npi_once DO NOTHING`);
const ADD_TIME = statement(`INSERT INTO scheduling.resource (practice_id, id, kind, capacity) VALUES ($1, $2, 'PRACTITIONER', 1)`);
const ADD_LOCATIONS = statement(`INSERT INTO scheduling.practitioner_location (practice_id, location_id, practitioner_id)
  SELECT $1, l.id, $2 FROM scheduling.location l WHERE l.practice_id = $1 AND l.id = ANY($3::uuid[])`);

/** Writes practitioners; decides nothing. */
export class PractitionerWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** With their time as a resource. False when another practitioner has the NPI. */
  async add(id: Id<'Practitioner'>, { name, npi, taxonomyCode }: NewPractitioner): Promise<boolean> {
    if ((await this.sql.count(ADD, [this.practiceId, id, name.given, name.family, name.suffix, npi, taxonomyCode])) === 0) return false;
    await this.sql.count(ADD_TIME, [this.practiceId, id]);
    return true;
  }

  /** At how many of the sites, all that there are, they see patients from now on. */
  addLocations(id: Id<'Practitioner'>, locationIds: readonly Id<'Location'>[]): Promise<number> {
    return this.sql.count(ADD_LOCATIONS, [this.practiceId, id, locationIds]);
  }
}
