import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { InsurancePlan, InsurancePlanKind } from './payer';

/** A plan with its payer, under names of its own so that other rows can carry it too. */
export interface PlanRow {
  readonly planId: Id<'InsurancePlan'>;
  readonly planName: string;
  readonly planKind: InsurancePlanKind;
  readonly payerId: Id<'Payer'>;
  readonly payerName: string;
  readonly payerIdentifier: string | null;
}

/** The columns of a `PlanRow`, for statements in which the plan is `plan` and its payer `payer`. */
export const PLAN_COLUMNS = `plan.id AS "planId", plan.name AS "planName", plan.kind AS "planKind",
  payer.id AS "payerId", payer.name AS "payerName", payer.payer_identifier AS "payerIdentifier"`;

const WITH_PAYER = `SELECT ${PLAN_COLUMNS}
  FROM billing.insurance_plan plan JOIN billing.payer payer ON payer.practice_id = plan.practice_id AND payer.id = plan.payer_id`;

const BY_IDS = statement(`${WITH_PAYER} WHERE plan.practice_id = $1 AND plan.id = ANY($2)`);

const BY_NAME = statement(`${WITH_PAYER}
  WHERE plan.practice_id = $1 AND (plan.name, plan.id) > ($2, $3) AND ($5::uuid IS NULL OR plan.payer_id = $5)
  ORDER BY plan.name, plan.id LIMIT $4`);

const ADD = statement(`INSERT INTO billing.insurance_plan (practice_id, id, payer_id, name, kind)
  SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) ON CONFLICT DO NOTHING`);

const OF_PAYERS = statement(`${WITH_PAYER} WHERE plan.practice_id = $1 AND plan.payer_id = ANY($2) AND plan.name = ANY($3)`);

/** Where a page of plans begins, how long it is, and of which payer, if of one. */
export interface PlanSlice {
  readonly after: readonly string[];
  readonly limit: number;
  readonly payerId: string | null;
}

export interface PlanToAdd {
  readonly id: Id<'InsurancePlan'>;
  readonly payerId: Id<'Payer'>;
  readonly name: string;
  readonly kind: InsurancePlanKind;
}

/** Reads and writes insurance plans of one practice. */
export class InsurancePlanRepository {
  constructor(private readonly sql: Sql, private readonly practiceId: Id<'Practice'>) {}

  async findMany(ids: readonly string[]): Promise<InsurancePlan[]> {
    return (await this.sql.rows<PlanRow>(BY_IDS, [this.practiceId, ids])).map(toInsurancePlan);
  }

  async findAfter({ after: [name, id], limit, payerId }: PlanSlice): Promise<InsurancePlan[]> {
    return (await this.sql.rows<PlanRow>(BY_NAME, [this.practiceId, name, id, limit, payerId])).map(toInsurancePlan);
  }

  async findNamed(payerIds: readonly string[], names: readonly string[]): Promise<InsurancePlan[]> {
    return (await this.sql.rows<PlanRow>(OF_PAYERS, [this.practiceId, payerIds, names])).map(toInsurancePlan);
  }

  /** Adds plans; those whose payer has one of that name are left as they are. */
  async addMissing(plans: readonly PlanToAdd[]): Promise<void> {
    const columns = [plans.map(({ id }) => id), plans.map(({ payerId }) => payerId), plans.map(({ name }) => name), plans.map(({ kind }) => kind)];
    await this.sql.count(ADD, [this.practiceId, ...columns]);
  }
}

export function toInsurancePlan(row: PlanRow): InsurancePlan {
  return { id: row.planId, name: row.planName, kind: row.planKind, payer: { id: row.payerId, name: row.payerName, payerId: row.payerIdentifier } };
}
