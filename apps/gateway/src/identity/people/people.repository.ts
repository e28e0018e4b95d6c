import type { Id } from '@spindle/kernel';
import { newId, statement } from '@spindle/database';
import type { WorkerSql } from '../store';
import type { Membership } from './membership';

/** What an issuer's token says about who somebody is. */
export interface IssuedIdentity {
  /** The configuration's name for the issuer. */
  readonly issuer: string;
  readonly subject: string;
  /** Only when the issuer says that it checked it. */
  readonly verifiedEmail: string | null;
  readonly name: string;
}

/** A membership `m` and its practice, by the names that `Membership` has. */
export const MEMBERSHIP_COLUMNS = `m.practice_id AS "practiceId", practice.slug AS "practiceSlug", practice.name AS "practiceName", m.person_id AS "personId", m.name AS "personName",
    m.roles, m.site_ids AS "siteIds", m.practitioner_id AS "practitionerId", m.patient_id AS "patientId"`;

const MEMBERSHIP = `SELECT ${MEMBERSHIP_COLUMNS}, account.person_id IS NOT NULL AS "isService"
  FROM identity.membership m
  JOIN identity.practice practice ON practice.id = m.practice_id
  LEFT JOIN identity.service_account account ON account.practice_id = m.practice_id AND account.person_id = m.person_id AND account.revoked_at IS NULL`;

const OF_SUBJECT = statement(`${MEMBERSHIP} JOIN identity.person person ON person.id = m.person_id
  WHERE person.issuer = $1 AND person.subject = $2 AND m.ended_at IS NULL ORDER BY practice.name, practice.id`);

const OF_PERSON = statement(`${MEMBERSHIP} WHERE m.person_id = $1 AND m.ended_at IS NULL ORDER BY m.last_used_at DESC NULLS LAST, practice.name, practice.id`);

const USE = statement('UPDATE identity.membership SET last_used_at = now() WHERE practice_id = $1 AND person_id = $2 AND ended_at IS NULL');

const PERSON = statement('SELECT id FROM identity.person WHERE issuer = $1 AND subject = $2');

/** Who was only known by an address until now. */
const BIND = statement('UPDATE identity.person SET subject = $2 WHERE issuer = $1 AND email = $3 AND subject IS NULL RETURNING id');

const ADD = statement(`INSERT INTO identity.person (id, issuer, subject, email, name, created_at) VALUES ($1, $2, $3, NULL, $4, now())
  ON CONFLICT (issuer, subject) DO UPDATE SET name = person.name RETURNING id`);

const INVITE = statement(`INSERT INTO identity.person (id, issuer, subject, email, name, created_at) VALUES ($1, $2, NULL, $3, $4, now())
  ON CONFLICT (issuer, email) DO UPDATE SET name = person.name RETURNING id`);

/** What the issuer's claims say replaces what they said before; what the practice itself recorded stays. */
const END_UNCLAIMED = statement(`UPDATE identity.membership SET ended_at = now(), version = version + 1
  WHERE person_id = $1 AND source = 'ISSUER' AND ended_at IS NULL AND NOT practice_id = ANY (SELECT id FROM identity.practice WHERE slug = ANY ($2::text[]))`);

const CLAIM = statement(`INSERT INTO identity.membership (practice_id, id, version, person_id, name, roles, source, started_at)
  SELECT practice.id, $2, 1, $1, $3, $5::text[], 'ISSUER', now() FROM identity.practice WHERE slug = $4
  ON CONFLICT (practice_id, person_id) WHERE ended_at IS NULL DO UPDATE SET roles = excluded.roles, version = membership.version + 1
    WHERE membership.source = 'ISSUER' AND membership.roles <> excluded.roles`);

export function findMembershipsOfSubject(sql: WorkerSql, issuer: string, subject: string): Promise<Membership[]> {
  return sql.rows<Membership>(OF_SUBJECT, [issuer, subject]);
}

/** The memberships of a person, the one in use last first. */
export function findMembershipsOfPerson(sql: WorkerSql, personId: Id<'Person'>): Promise<Membership[]> {
  return sql.rows<Membership>(OF_PERSON, [personId]);
}

/** Writes down that a person goes on in a practice. */
export async function useMembership(sql: WorkerSql, { practiceId, personId }: Pick<Membership, 'practiceId' | 'personId'>): Promise<void> {
  await sql.count(USE, [practiceId, personId]);
}

/** The person an issuer speaks of: known by subject, else one invited by a checked address, else new. */
export async function ensurePerson(sql: WorkerSql, { issuer, subject, verifiedEmail, name }: IssuedIdentity): Promise<Id<'Person'>> {
  const [known] = await sql.rows<{ id: Id<'Person'> }>(PERSON, [issuer, subject]);
  const [bound] = known || !verifiedEmail ? [known] : await sql.rows<{ id: Id<'Person'> }>(BIND, [issuer, subject, verifiedEmail.toLowerCase()]);
  const [person] = bound ? [bound] : await sql.rows<{ id: Id<'Person'> }>(ADD, [newId(), issuer, subject, name]);
  if (!person) throw new Error('A person was not written.');
  return person.id;
}

/** A person to be let in at the first login: by the issuer's subject, or by an address that the issuer will have checked. */
export async function invitePerson(sql: WorkerSql, issuer: string, { subject, email, name }: { subject: string | null; email: string | null; name: string }): Promise<Id<'Person'>> {
  if (subject !== null) return ensurePerson(sql, { issuer, subject, verifiedEmail: null, name });
  const [person] = await sql.rows<{ id: Id<'Person'> }>(INVITE, [newId(), issuer, email?.toLowerCase(), name]);
  if (!person) throw new Error('A person was not written.');
  return person.id;
}

/** Makes the memberships that an issuer's claims speak of, and ends those they no longer speak of. */
export async function recordClaimedRoles(sql: WorkerSql, person: { readonly id: Id<'Person'>; readonly name: string }, roles: ReadonlyMap<string, readonly string[]>): Promise<void> {
  await sql.count(END_UNCLAIMED, [person.id, [...roles.keys()]]);
  for (const [slug, claimed] of roles) await sql.count(CLAIM, [person.id, newId(), person.name, slug, claimed]);
}
