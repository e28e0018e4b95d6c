import type { Id } from '@spindle/kernel';
import { newId, statement } from '@spindle/database';
import type { Role } from '@spindle/subgraph';
import type { WorkerSql } from '../store';

/** A person, or a program, whom an installation knows beforehand, and what they are in one practice. */
export interface PersonToRegister {
  readonly id: Id<'Person'>;
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly practiceId: Id<'Practice'>;
  readonly roles: readonly Role[];
  readonly siteIds?: readonly Id<'Location'>[] | null;
  readonly practitionerId?: Id<'Practitioner'> | null;
  readonly patientId?: Id<'Patient'> | null;
}

const PERSON = statement(`INSERT INTO identity.person (id, issuer, subject, name, created_at) VALUES ($1, $2, $3, $4, now()) ON CONFLICT DO NOTHING`);

const MEMBERSHIP = statement(`INSERT INTO identity.membership (practice_id, id, version, person_id, name, roles, site_ids, practitioner_id, patient_id, source, started_at)
  SELECT $1, $2, 1, person.id, $5, $6, $7, $8, $9, 'PRACTICE', now() FROM identity.person person
  WHERE person.issuer = $3 AND person.subject = $4 AND NOT EXISTS (SELECT FROM identity.membership known WHERE known.practice_id = $1 AND known.person_id = person.id) ON CONFLICT DO NOTHING`);

const SERVICE_ACCOUNT = statement(`INSERT INTO identity.service_account (practice_id, person_id, client_id, created_at)
  SELECT $1, id, subject, now() FROM identity.person WHERE issuer = $2 AND subject = $3 ON CONFLICT DO NOTHING`);

/** Writes down a person and the membership, unless there was one before, ended or not; with SERVICE among the roles, a service account too. */
export async function registerPerson(sql: WorkerSql, person: PersonToRegister): Promise<void> {
  const { id, issuer, subject, name, practiceId, roles, siteIds = null, practitionerId = null, patientId = null } = person;
  await sql.count(PERSON, [id, issuer, subject, name]);
  await sql.count(MEMBERSHIP, [practiceId, newId(), issuer, subject, name, roles, siteIds, practitionerId, patientId]);
  if (roles.includes('SERVICE')) await sql.count(SERVICE_ACCOUNT, [practiceId, issuer, subject]);
}
