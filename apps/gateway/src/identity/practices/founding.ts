import { err, ok, type Id, type Result } from '@spindle/kernel';
import { newId, statement } from '@spindle/database';
import { invitePerson } from '../people/people.repository';
import type { Worker, WorkerSql } from '../store';
import { findPractice, registerPractice, type Practice } from './practice.repository';

/** Who is to administer a practice: known to the issuer by a subject, or invited by an address that the issuer will have checked. */
export interface AdministratorToAdd {
  /** The configuration's name for the issuer (`OIDC_ISSUER_NAME`, else `OIDC_ISSUER`). */
  readonly issuer: string;
  readonly subject: string | null;
  readonly email: string | null;
  readonly name: string;
}

export interface PracticeToFound extends Omit<Practice, 'id'> {
  /** Hosts of the practice's own web page. */
  readonly hosts: readonly string[];
  readonly administrator: AdministratorToAdd;
}

export interface Founded {
  readonly practice: Practice;
  /** What was not there before. */
  readonly added: { readonly practice: boolean; readonly administrator: boolean };
}

export interface FoundingRefusal {
  readonly kind: 'SlugTaken' | 'HostTaken' | 'OtherRoles';
  readonly message: string;
}

const TURN = statement(`SELECT pg_advisory_xact_lock(hashtextextended('spindle founding', 0))`);
const OTHERS_HOST = statement('SELECT host.host, practice.slug FROM identity.practice_host host JOIN identity.practice practice ON practice.id = host.practice_id WHERE host.host = ANY ($1) AND practice.slug <> $2 LIMIT 1');
const MEMBERSHIP = statement(`SELECT m.roles FROM identity.membership m JOIN identity.person person ON person.id = m.person_id
  WHERE m.practice_id = $1 AND m.ended_at IS NULL AND person.issuer = $2 AND (person.subject = $3 OR person.email = $4)`);
const LET_IN = statement(`INSERT INTO identity.membership (practice_id, id, version, person_id, name, roles, source, started_at)
  VALUES ($1, $2, 1, $3, $4, '{PRACTICE_ADMIN}', 'PRACTICE', now())`);

/** Makes a practice and lets its administrator in, whichever of them is not there yet; on a refusal nothing is written. */
export function foundPractice(worker: Worker, wanted: PracticeToFound): Promise<Result<Founded, FoundingRefusal>> {
  return worker.transaction(async (sql) => {
    await sql.rows(TURN, []);
    const known = await findPractice(sql, wanted);
    const practice = known ?? { id: newId<'Practice'>(), slug: wanted.slug, name: wanted.name };
    const roles = known && (await rolesOf(sql, known.id, wanted.administrator));
    const refusal = (await hostRefusal(sql, wanted)) ?? refusalOf(wanted, known, roles);
    if (refusal) return err(refusal);
    await registerPractice(sql, practice, wanted.hosts);
    if (!roles) await letIn(sql, practice.id, wanted.administrator);
    return ok({ practice, added: { practice: !known, administrator: !roles } });
  });
}

async function rolesOf(sql: WorkerSql, practiceId: Id<'Practice'>, { issuer, subject, email }: AdministratorToAdd): Promise<readonly string[] | null> {
  const [membership] = await sql.rows<{ roles: readonly string[] }>(MEMBERSHIP, [practiceId, issuer, subject, email?.toLowerCase()]);
  return membership?.roles ?? null;
}

async function hostRefusal(sql: WorkerSql, { hosts, slug }: PracticeToFound): Promise<FoundingRefusal | null> {
  const [taken] = await sql.rows<{ host: string; slug: string }>(OTHERS_HOST, [hosts.map((host) => host.toLowerCase()), slug]);
  return taken ? { kind: 'HostTaken', message: `The host ${taken.host} belongs to the practice ${taken.slug}.` } : null;
}

function refusalOf({ slug, name, administrator }: PracticeToFound, known: Practice | null, roles: readonly string[] | null): FoundingRefusal | null {
  if (known && known.name !== name) return { kind: 'SlugTaken', message: `There is a practice ${slug} already, called "${known.name}". Choose another --slug, or give its name to add an administrator to it.` };
  if (roles && !roles.includes('PRACTICE_ADMIN')) return { kind: 'OtherRoles', message: `${administrator.name} is in the practice ${slug} already, as ${roles.join(', ')}. An administrator of the practice can change that.` };
  return null;
}

async function letIn(sql: WorkerSql, practiceId: Id<'Practice'>, administrator: AdministratorToAdd): Promise<void> {
  const personId = await invitePerson(sql, administrator.issuer, administrator);
  await sql.count(LET_IN, [practiceId, newId(), personId, administrator.name]);
}
