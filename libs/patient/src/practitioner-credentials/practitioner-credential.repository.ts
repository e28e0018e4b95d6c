import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { CredentialFact, ServiceTypeFact } from '@spindle/subgraph';
import type { PractitionerCredential } from './practitioner-credential';

const OF_PRACTITIONER = statement(`SELECT credential_id AS "credentialId", practitioner_id AS "practitionerId", kind, valid_from AS "validFrom", valid_through AS "validThrough"
  FROM patient.practitioner_credential WHERE practice_id = $1 AND practitioner_id = $2 ORDER BY credential_id`);

const STORE = statement(`INSERT INTO patient.practitioner_credential (practice_id, credential_id, practitioner_id, kind, valid_from, valid_through, hours, confirmed)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (practice_id, credential_id) DO UPDATE SET practitioner_id = $3, kind = $4, valid_from = $5, valid_through = $6, hours = $7, confirmed = $8`);

const STORE_SERVICE = statement(`INSERT INTO patient.service_credential (practice_id, code, effective_from, required_credential) VALUES ($1, $2, $3, $4)
  ON CONFLICT (practice_id, code, effective_from) DO UPDATE SET required_credential = $4`);

const REQUIRED = statement('SELECT required_credential FROM patient.service_credential WHERE practice_id = $1 AND code = $2 AND effective_from <= $3 ORDER BY effective_from DESC LIMIT 1');

/** Reads and writes the copies of credentials, and of which credential a service needs. */
export class PractitionerCredentialRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async ofPractitioner(id: Id<'Practitioner'>): Promise<readonly PractitionerCredential[]> {
    return this.sql.rows<PractitionerCredential>(OF_PRACTITIONER, [this.practiceId, id]);
  }

  async store({ credentialId, practitionerId, kind, validFrom, validThrough, hours, confirmed }: CredentialFact): Promise<void> {
    await this.sql.count(STORE, [this.practiceId, credentialId, practitionerId, kind, validFrom, validThrough, hours, confirmed]);
  }

  async storeService({ code, effectiveFrom, requiredCredential }: ServiceTypeFact): Promise<void> {
    await this.sql.count(STORE_SERVICE, [this.practiceId, code, effectiveFrom, requiredCredential]);
  }

  /** The credential that the service needs on a day; null: none, as far as was told. */
  async requiredBy(code: string, day: CalendarDay): Promise<string | null> {
    const [row] = await this.sql.rows<{ required_credential: string | null }>(REQUIRED, [this.practiceId, code, day]);
    return row?.required_credential ?? null;
  }
}
