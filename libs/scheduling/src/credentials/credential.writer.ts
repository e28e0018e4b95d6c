import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Credential } from '../practitioners/practitioner';
import { CREDENTIAL_COLUMNS, toCredential, type CredentialRow } from '../practitioners/practitioner.repository';

const FOR_CHANGE = statement(`SELECT ${CREDENTIAL_COLUMNS} FROM scheduling.credential c WHERE c.practice_id = $1 AND c.id = $2 FOR UPDATE`);
const ONE = statement(`SELECT ${CREDENTIAL_COLUMNS} FROM scheduling.credential c WHERE c.practice_id = $1 AND c.id = $2`);
const ADD = statement(`INSERT INTO scheduling.credential (practice_id, id, practitioner_id, kind, identifier, state, valid_from, valid_to, hours, source, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)`);
const END = statement('UPDATE scheduling.credential SET valid_to = $4, version = version + 1 WHERE practice_id = $1 AND id = $2 AND version = $3');

/** Writes what practitioners hold. */
export class CredentialWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async find(id: Id<'Credential'>): Promise<Credential | null> {
    const [row] = await this.sql.rows<CredentialRow>(ONE, [this.practiceId, id]);
    return row ? toCredential(row) : null;
  }

  /** With its row locked. */
  async findForChange(id: Id<'Credential'>): Promise<Credential | null> {
    const [row] = await this.sql.rows<CredentialRow>(FOR_CHANGE, [this.practiceId, id]);
    return row ? toCredential(row) : null;
  }

  async add({ id, practitionerId, kind, identifier, state, validFrom, validTo, hours, source }: Credential): Promise<void> {
    await this.sql.count(ADD, [this.practiceId, id, practitionerId, kind, identifier, state, validFrom, validTo, hours, source]);
  }

  async end({ id, version }: Credential, validTo: CalendarDay): Promise<void> {
    await this.sql.count(END, [this.practiceId, id, version, validTo]);
  }
}
