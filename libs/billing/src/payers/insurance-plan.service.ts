import { toPage, type Id, type Page } from '@spindle/kernel';
import { newId, type Sql } from '@spindle/database';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import type { InsurancePlan, InsurancePlanKind } from './payer';
import { InsurancePlanRepository } from './insurance-plan.repository';

export interface NamedInsurancePlan {
  readonly payerId: Id<'Payer'>;
  readonly name: string;
  readonly kind: InsurancePlanKind;
}

interface ListArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly payerId?: string | null;
}

const BEFORE_ALL = ['', '00000000-0000-0000-0000-000000000000'] as const;

/** The insurance plans of a practice. */
export class InsurancePlanService {
  readonly #plans: InsurancePlanRepository;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#plans = new InsurancePlanRepository(sql, practiceId);
  }

  /** A page of plans by name, of one payer where told. Throws BAD_USER_INPUT for arguments that cannot be. */
  async list({ payerId = null, ...args }: ListArguments): Promise<Page<InsurancePlan>> {
    const page = pageArguments(args, [CURSOR_PART.text, CURSOR_PART.id]);
    const rows = await this.#plans.findAfter({ after: page.after ?? BEFORE_ALL, limit: page.first + 1, payerId });
    return toPage(rows, page.first, { cursorOf: ({ name, id }) => toCursor([name, id]), after: page.cursor });
  }

  /** The plans of these payers and names, in the order given, adding those that are missing. Needs a writing transaction. */
  async ensure(named: readonly NamedInsurancePlan[]): Promise<InsurancePlan[]> {
    if (named.length === 0) return [];
    await this.#plans.addMissing(named.map((plan) => ({ ...plan, id: newId<'InsurancePlan'>() })));
    const plans = await this.#plans.findNamed(named.map(({ payerId }) => payerId), named.map(({ name }) => name));
    const found = new Map(plans.map((plan) => [`${plan.payer.id} ${plan.name}`, plan]));
    return named.map(({ payerId, name }) => found.get(`${payerId} ${name}`)).filter((plan) => plan !== undefined);
  }
}
