import { Client } from 'pg';
import { MIGRATION_TABLE } from '../data-source';

export interface TenantTableOptions {
  /** Tables that hold no practice's rows ("billing.procedure_code"): they are left out, so each name is a decision. */
  readonly shared?: readonly string[];
  /** `NOT_ASKED` for a schema that no resolver reaches. */
  readonly walls?: 'REQUIRED' | 'NOT_ASKED';
}

/** The policies `tableWalls` makes. */
const WALLS = ['own_record', 'own_sites', 'beneath', 'role_wall', 'no_wall'];

/** The policies `practiceTable`, `workerTable`, `auditTables` and `tableWalls` make; any other could open a table. */
const KNOWN_POLICIES = ['practice_isolation', 'owner_reads', 'worker', 'auditor', ...WALLS];

/** Tables that each schema has for its own running: they hold ids, keys and what was answered, and no resolver reads them. */
const HOUSE_TABLE = /\.(outbox_\w+|inbox_\w+|idempotent_request|audit_(event|seal|head)|data_key)$/;

/** The condition of `practice_isolation` as PostgreSQL writes it back. */
const PRACTICE_CONDITION = "(practice_id = (NULLIF(current_setting('app.practice_id'::text, true), ''::text))::uuid)";

const TABLES = `SELECT n.nspname || '.' || c.relname AS name, c.relkind AS kind, n.nspname AS schema,
    c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced, pg_get_userbyid(c.relowner) AS owner,
    coalesce(c.reloptions, '{}') @> '{security_invoker=true}' OR coalesce(c.reloptions, '{}') @> '{security_invoker=on}' AS invoker,
    (SELECT a.attnotnull FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'practice_id' AND a.atttypid = 'uuid'::regtype) AS practice,
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary) AS keyed,
    ARRAY(SELECT i.indexrelid::regclass::text FROM pg_index i LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      WHERE i.indrelid = c.oid AND CASE
        WHEN i.indisexclusion THEN NOT EXISTS (SELECT FROM pg_attribute m WHERE m.attrelid = c.oid AND m.attname = 'practice_id' AND m.attnum = ANY (i.indkey))
        WHEN i.indisunique THEN a.attname IS DISTINCT FROM 'practice_id' END) AS others,
    ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('patient_id', 'location_id') AND NOT a.attisdropped) AS limits,
    ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid AND (p.polname = 'practice_isolation' AND
      (p.polcmd <> '*' OR p.polroles <> '{0}' OR pg_get_expr(p.polqual, p.polrelid) IS DISTINCT FROM pg_get_expr(p.polwithcheck, p.polrelid)
        OR pg_get_expr(p.polqual, p.polrelid) <> $1)
      OR p.polname = ANY ($2) AND (p.polpermissive OR p.polcmd <> '*' OR p.polroles <> ARRAY[to_regrole(n.nspname || '_service')::oid])
      OR p.polname = 'worker' AND p.polroles <> ARRAY[to_regrole(n.nspname || '_worker')::oid]
      OR p.polname = 'auditor' AND (p.polcmd <> 'r' OR p.polroles <> ARRAY[to_regrole(n.nspname || '_auditor')::oid] OR c.relname NOT IN ('audit_seal', 'audit_head'))
      OR p.polname = 'owner_reads' AND (p.polcmd <> 'r' OR p.polroles <> ARRAY[to_regrole(n.nspname || '_owner')::oid]))) AS open,
    ARRAY(SELECT k.conname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid JOIN pg_attribute own ON own.attrelid = f.oid AND own.attname = 'practice_id'
      WHERE k.conrelid = c.oid AND k.contype = 'f' AND NOT own.attnum = ANY (k.confkey)) AS crossing
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm') AND to_regrole(n.nspname || '_service') IS NOT NULL ORDER BY 1`;

const ROLES = `SELECT rolname AS name FROM pg_roles WHERE (rolsuper OR rolbypassrls)
  AND rolname IN (SELECT nspname || suffix FROM pg_namespace, unnest(ARRAY['_owner', '_service', '_worker', '_auditor']) AS suffix)`;

interface Relation {
  readonly name: string;
  readonly kind: 'r' | 'p' | 'v' | 'm';
  readonly schema: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly owner: string;
  readonly invoker: boolean;
  readonly practice: boolean | null;
  readonly keyed: boolean;
  readonly others: readonly string[];
  readonly policies: readonly string[];
  readonly limits: readonly string[];
  readonly open: readonly string[];
  readonly crossing: readonly string[];
}

/**
 * What in the database's catalogue would let one practice see another's rows: one sentence each, none when all is
 * well. `url` reaches the database as any role. Looks at the schemas that have a service role.
 */
export async function tenantTableFlaws(url: string, { shared = [], walls = 'REQUIRED' }: TenantTableOptions = {}): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: relations } = await client.query<Relation>(TABLES, [PRACTICE_CONDITION, WALLS]);
    const { rows: roles } = await client.query<{ name: string }>(ROLES);
    const looked = relations.filter(({ name, schema }) => name !== `${schema}.${MIGRATION_TABLE}` && !shared.includes(name));
    return [...looked.flatMap(flawsOf), ...(walls === 'REQUIRED' ? looked.flatMap(wallFlaws) : []), ...roles.map(({ name }) => `role ${name} passes row-level security by`)];
  } finally {
    await client.end();
  }
}

function flawsOf(relation: Relation): string[] {
  const { name, kind } = relation;
  if (kind === 'm') return [`${name} is a materialised view: row-level security does not reach it`];
  if (kind === 'v') return relation.invoker ? [] : [`${name} is a view without security_invoker`];
  const flaws: readonly (readonly [boolean, string])[] = [
    [relation.practice !== true, 'has no column practice_id uuid NOT NULL'],
    [!relation.enabled, 'has row-level security disabled'],
    [!relation.forced, 'does not force row-level security on its owner'],
    [!relation.policies.includes('practice_isolation'), 'has no policy practice_isolation'],
    [relation.owner !== `${relation.schema}_owner`, `belongs to ${relation.owner}`],
    [!relation.keyed, 'has no primary key'],
    ...relation.others.map((index) => [true, `has the key ${index}, which does not begin with practice_id`] as const),
    ...relation.policies.filter((policy) => !KNOWN_POLICIES.includes(policy)).map((policy) => [true, `has the unknown policy ${policy}`] as const),
    ...relation.open.map((policy) => [true, `has a policy ${policy} that is not the house's`] as const),
    ...relation.crossing.map((constraint) => [true, `has the foreign key ${constraint} without practice_id`] as const),
  ];
  return flaws.filter(([found]) => found).map(([, sentence]) => `${name} ${sentence}`);
}

/** A table that says nothing about its walls, or lacks the one that a column of it calls for. */
function wallFlaws({ name, kind, policies, limits }: Relation): string[] {
  if ((kind !== 'r' && kind !== 'p') || HOUSE_TABLE.test(name)) return [];
  const has = (...walls: readonly string[]): boolean => walls.some((wall) => policies.includes(wall));
  if (!has(...WALLS)) return [`${name} declares no walls: call tableWalls in its migration, with 'NONE' where everybody of the practice may reach all of it`];
  const flaws: readonly (readonly [boolean, string])[] = [
    [limits.includes('patient_id') && !has('own_record', 'no_wall'), "has patient_id and lets a patient see others' rows"],
    [limits.includes('location_id') && !has('own_sites', 'no_wall'), 'has location_id and no wall between sites'],
  ];
  return flaws.filter(([found]) => found).map(([, sentence]) => `${name} ${sentence}`);
}
