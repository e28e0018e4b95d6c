import type DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { loadById } from '../keyed-loader';
import type { InsurancePlan, Payer } from './payer';
import { InsurancePlanRepository } from './insurance-plan.repository';
import { PayerRepository } from './payer.repository';

/** Payers and plans by id, one statement per batch. */
export class PayerLoader {
  readonly byId: DataLoader<string, Payer | null>;
  readonly plans: DataLoader<string, InsurancePlan | null>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    const payers = new PayerRepository(sql, practiceId);
    const plans = new InsurancePlanRepository(sql, practiceId);
    this.byId = loadById((ids) => payers.findMany(ids));
    this.plans = loadById((ids) => plans.findMany(ids));
  }
}
