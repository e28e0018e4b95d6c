import type { Id } from '@spindle/kernel';
import { statement } from '@spindle/database';
import type { WorkerSql } from '../store';

export interface Practice {
  readonly id: Id<'Practice'>;
  readonly slug: string;
  readonly name: string;
}

/** How a visitor's request names a practice: by the short name in its address, or by the host it came to. */
export type PracticeName = { readonly slug: string } | { readonly host: string };

const BY_SLUG = statement('SELECT id, slug, name FROM identity.practice WHERE slug = $1');
const BY_HOST = statement('SELECT practice.id, practice.slug, practice.name FROM identity.practice_host host JOIN identity.practice practice ON practice.id = host.practice_id WHERE host.host = $1');
const NAME = statement('SELECT name FROM identity.practice WHERE id = $1');
const REGISTER = statement(`INSERT INTO identity.practice (id, slug, name, created_at) VALUES ($1, $2, $3, now()) ON CONFLICT (id) DO NOTHING`);
const ADD_HOST = statement('INSERT INTO identity.practice_host (host, practice_id) VALUES ($1, $2) ON CONFLICT DO NOTHING');

export async function findPractice(sql: WorkerSql, name: PracticeName): Promise<Practice | null> {
  const [practice] = 'slug' in name ? await sql.rows<Practice>(BY_SLUG, [name.slug]) : await sql.rows<Practice>(BY_HOST, [name.host.toLowerCase()]);
  return practice ?? null;
}

/** The practice as it calls itself; null when it is not known. */
export async function findPracticeName(sql: WorkerSql, id: Id<'Practice'>): Promise<string | null> {
  const [practice] = await sql.rows<{ name: string }>(NAME, [id]);
  return practice?.name ?? null;
}

/** Writes down a practice; one that is there already stays as it is. */
export async function registerPractice(sql: WorkerSql, { id, slug, name }: Practice, hosts: readonly string[] = []): Promise<void> {
  await sql.count(REGISTER, [id, slug, name]);
  for (const host of hosts) await sql.count(ADD_HOST, [host.toLowerCase(), id]);
}
