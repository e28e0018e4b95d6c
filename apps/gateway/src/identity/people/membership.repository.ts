import type { Id } from '@spindle/kernel';
import { newId, statement, type Sql } from '@spindle/database';
import type { MembershipRights } from './membership-changes';

/** A membership as the practice's administrator sees it. */
export interface ListedMembership extends MembershipRights {
  readonly id: Id<'Membership'>;
  readonly version: number;
  readonly personId: Id<'Person'>;
  readonly name: string;
  readonly source: string;
  readonly startedAt: Date;
}

const COLUMNS = `id, version, person_id AS "personId", name, roles, site_ids AS "siteIds", practitioner_id AS "practitionerId", patient_id AS "patientId", source, started_at AS "startedAt"`;

const PRESENT = statement(`SELECT ${COLUMNS} FROM identity.membership WHERE practice_id = $1 AND ended_at IS NULL AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`);
const BY_ID = statement(`SELECT ${COLUMNS} FROM identity.membership WHERE practice_id = $1 AND id = $2 AND ended_at IS NULL`);
const ADD = statement(`INSERT INTO identity.membership (practice_id, id, version, person_id, name, roles, site_ids, practitioner_id, patient_id, source, started_at)
  VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, 'PRACTICE', now()) ON CONFLICT (practice_id, person_id) WHERE ended_at IS NULL DO NOTHING`);
const CHANGE = statement(`UPDATE identity.membership SET roles = $4, site_ids = $5, practitioner_id = $6, patient_id = $7, source = 'PRACTICE', version = version + 1
  WHERE practice_id = $1 AND id = $2 AND version = $3 AND ended_at IS NULL`);
const END = statement('UPDATE identity.membership SET ended_at = now(), version = version + 1 WHERE practice_id = $1 AND id = $2 AND version = $3 AND ended_at IS NULL');
const LOCK_ADMINISTRATORS = statement(`SELECT id, person_id AS "personId" FROM identity.membership WHERE practice_id = $1 AND ended_at IS NULL AND 'PRACTICE_ADMIN' = ANY (roles) ORDER BY id FOR UPDATE`);

const NAMES = statement('SELECT DISTINCT ON (person_id) person_id AS id, name FROM identity.membership WHERE practice_id = $1 ORDER BY person_id, started_at DESC');

/** Reads and writes memberships of one practice. */
export class MembershipRepository {
  constructor(private readonly sql: Sql, private readonly practiceId: Id<'Practice'>) {}

  findPage(after: string | null, limit: number): Promise<ListedMembership[]> {
    return this.sql.rows<ListedMembership>(PRESENT, [this.practiceId, after, limit]);
  }

  /** By person, the name of everybody who is or was in the practice. */
  async names(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.sql.rows<{ id: string; name: string }>(NAMES, [this.practiceId])).map(({ id, name }) => [id, name]));
  }

  async find(id: string): Promise<ListedMembership | null> {
    const [membership] = await this.sql.rows<ListedMembership>(BY_ID, [this.practiceId, id]);
    return membership ?? null;
  }

  /** Lets a person in; null when they are in already. */
  async add(personId: Id<'Person'>, { name, roles, siteIds, practitionerId, patientId }: MembershipRights & { readonly name: string }): Promise<Id<'Membership'> | null> {
    const id = newId<'Membership'>();
    return (await this.sql.count(ADD, [this.practiceId, id, personId, name, roles, siteIds, practitionerId, patientId])) === 1 ? id : null;
  }

  async change({ id, version }: Pick<ListedMembership, 'id' | 'version'>, { roles, siteIds, practitionerId, patientId }: MembershipRights): Promise<boolean> {
    return (await this.sql.count(CHANGE, [this.practiceId, id, version, roles, siteIds, practitionerId, patientId])) === 1;
  }

  async end({ id, version }: Pick<ListedMembership, 'id' | 'version'>): Promise<boolean> {
    return (await this.sql.count(END, [this.practiceId, id, version])) === 1;
  }

  /** Those who administer the practice, held until the transaction ends: all of them, always in one order, so that no two changes wait for each other. */
  lockAdministrators(): Promise<Pick<ListedMembership, 'id' | 'personId'>[]> {
    return this.sql.rows<Pick<ListedMembership, 'id' | 'personId'>>(LOCK_ADMINISTRATORS, [this.practiceId]);
  }
}
