import type { Id } from '@spindle/kernel';
import { currentDataKey, indexesOf, openValue, sealValue, statement, type DataKeys, type Sql } from '@spindle/database';
import { PLAN_COLUMNS, toInsurancePlan, type PlanRow } from '../payers/insurance-plan.repository';
import type { Coverage, CoverageDetails } from './coverage';
import type { CoverageToImport } from './imported-periods';
import { MEMBER_ID } from './member-id.columns';

type CoverageRow = Omit<Coverage, 'plan'> & PlanRow & {
  readonly sealed: Uint8Array | null;
  readonly practiceId: string;
  readonly keyId: string;
  readonly wrappedBy: string;
  readonly wrapped: Uint8Array;
};

const WITH_PLAN = `SELECT coverage.id, coverage.version, coverage.patient_id AS "patientId", coverage.priority, coverage.member_id AS "memberId",
    coverage.member_id_sealed AS sealed, coverage.practice_id AS "practiceId", data_key.id AS "keyId", data_key.wrapped_by AS "wrappedBy", data_key.wrapped,
    coverage.relationship, coverage.valid_from AS "validFrom", coverage.valid_to AS "validTo", coverage.source, ${PLAN_COLUMNS}
  FROM billing.coverage coverage
  JOIN billing.insurance_plan plan ON plan.practice_id = coverage.practice_id AND plan.id = coverage.plan_id
  JOIN billing.payer payer ON payer.practice_id = plan.practice_id AND payer.id = plan.payer_id
  LEFT JOIN billing.data_key data_key ON data_key.practice_id = coverage.practice_id AND data_key.id = coverage.member_id_key`;

const BY_IDS = statement(`${WITH_PLAN} WHERE coverage.practice_id = $1 AND coverage.id = ANY($2)`);

const OF_PATIENTS = statement(`${WITH_PLAN} WHERE coverage.practice_id = $1 AND coverage.patient_id = ANY($2)
  ORDER BY coverage.patient_id, array_position(ARRAY['PRIMARY', 'SECONDARY', 'TERTIARY'], coverage.priority), coverage.valid_from DESC`);

const OF_MEMBER = statement(`${WITH_PLAN} WHERE coverage.practice_id = $1 AND coverage.member_id_index = ANY($2) ORDER BY coverage.valid_from DESC, coverage.id LIMIT 100`);

const ADD = statement(`INSERT INTO billing.coverage
    (practice_id, id, version, patient_id, plan_id, priority, relationship, valid_from, valid_to, source, created_at, member_id_sealed, member_id_index, member_id_key)
  VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, 'RECORDED', $9, $10, $11, $12) ON CONFLICT DO NOTHING`);

const IN_THE_WAY = statement(`SELECT id FROM billing.coverage
  WHERE practice_id = $1 AND patient_id = $2 AND priority = $3 AND (valid_to IS NULL OR valid_to >= $4) AND ($5::date IS NULL OR valid_from <= $5)
  ORDER BY valid_from LIMIT 1`);

const END = statement(`UPDATE billing.coverage SET valid_to = $4, version = version + 1 WHERE practice_id = $1 AND id = $2 AND version = $3`);

const VERSION = statement(`SELECT version FROM billing.coverage WHERE practice_id = $1 AND id = $2`);

const IMPORT = statement(`INSERT INTO billing.coverage
    (practice_id, id, version, patient_id, plan_id, priority, valid_from, valid_to, source, source_key, created_at)
  SELECT $1, id, 1, patient_id, plan_id, priority, valid_from, valid_to, 'IMPORTED', source_key, $9
  FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::date[], $8::date[])
    AS coverage(id, source_key, patient_id, plan_id, priority, valid_from, valid_to)
  ON CONFLICT DO NOTHING RETURNING id`);

const KNOWN_KEYS = statement(`SELECT source_key AS "sourceKey" FROM billing.coverage WHERE practice_id = $1 AND source_key = ANY($2)`);

/** Reads and writes coverages of one practice. */
export class CoverageRepository {
  constructor(private readonly sql: Sql, private readonly practiceId: Id<'Practice'>) {}

  async findMany(ids: readonly string[]): Promise<Coverage[]> {
    return this.#find(await this.sql.rows<CoverageRow>(BY_IDS, [this.practiceId, ids]));
  }

  async findOfPatients(patientIds: readonly string[]): Promise<Coverage[]> {
    return this.#find(await this.sql.rows<CoverageRow>(OF_PATIENTS, [this.practiceId, patientIds]));
  }

  /** Coverages under a member's number, whichever way it was typed; the latest first, at most a hundred. */
  async findOfMember(memberId: string): Promise<Coverage[]> {
    const indexes = await indexesOf(this.sql, this.practiceId, { column: MEMBER_ID, value: memberId });
    return this.#find(await this.sql.rows<CoverageRow>(OF_MEMBER, [this.practiceId, indexes]));
  }

  #find(rows: readonly CoverageRow[]): Coverage[] {
    return rows.map((row) => toCoverage(row, this.sql.dataKeys));
  }

  /** Adds a coverage; false when another of its patient and priority holds on one of its days. */
  async add(id: Id<'Coverage'>, details: CoverageDetails, now: Date): Promise<boolean> {
    const { patientId, planId, priority, memberId, relationship, validFrom, validTo } = details;
    const { practiceId } = this;
    const { sealed, index, keyId } = sealValue(await currentDataKey(this.sql, 'billing', practiceId), MEMBER_ID, { practiceId, id, value: memberId });
    return (await this.sql.count(ADD, [practiceId, id, patientId, planId, priority, relationship, validFrom, validTo, now, sealed, index, keyId])) === 1;
  }

  /** The first coverage that keeps another from being added. */
  async findInTheWay({ patientId, priority, validFrom, validTo }: CoverageDetails): Promise<Id<'Coverage'> | null> {
    const [found] = await this.sql.rows<{ id: Id<'Coverage'> }>(IN_THE_WAY, [this.practiceId, patientId, priority, validFrom, validTo]);
    return found?.id ?? null;
  }

  /** Writes the last day; false when the coverage is not at that version any more. */
  async end({ id, validTo }: Coverage, version: number): Promise<boolean> {
    return (await this.sql.count(END, [this.practiceId, id, version, validTo])) === 1;
  }

  async getVersion(id: Id<'Coverage'>): Promise<number> {
    const [found] = await this.sql.rows<{ version: number }>(VERSION, [this.practiceId, id]);
    if (!found) throw new Error('A coverage that was just read is gone.');
    return found.version;
  }

  /** Adds imported coverages; those that are there already, or overlap one, are left out. Returns the ids that were added. */
  async import(coverages: readonly CoverageToImport[], now: Date): Promise<ReadonlySet<string>> {
    const column = (name: keyof CoverageToImport): unknown[] => coverages.map((coverage) => coverage[name]);
    const columns = (['id', 'sourceKey', 'patientId', 'planId', 'priority', 'validFrom', 'validTo'] as const).map(column);
    return new Set((await this.sql.rows<{ id: string }>(IMPORT, [this.practiceId, ...columns, now])).map(({ id }) => id));
  }

  async findKnownKeys(sourceKeys: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.sql.rows<{ sourceKey: string }>(KNOWN_KEYS, [this.practiceId, sourceKeys])).map(({ sourceKey }) => sourceKey));
  }
}

function toCoverage(row: CoverageRow, keys: DataKeys): Coverage {
  const { id, version, patientId, priority, relationship, validFrom, validTo, source } = row;
  return { id, version, patientId, plan: toInsurancePlan(row), priority, memberId: memberIdOf(row, keys), relationship, validFrom, validTo, source };
}

/** A plain number is one that code of the version before wrote. */
function memberIdOf({ id, memberId, sealed, practiceId, keyId, wrappedBy, wrapped }: CoverageRow, keys: DataKeys): string | null {
  return sealed === null ? memberId : openValue(keys, MEMBER_ID, { id, sealed, key: { id: keyId, practiceId, wrappedBy, wrapped } });
}
