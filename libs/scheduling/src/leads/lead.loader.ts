import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { findInOrder } from '../in-order';
import type { Lead } from './lead';
import { LeadRepository } from './lead.repository';

/** Leads by id, one statement per batch. */
export class LeadLoader {
  readonly byId: DataLoader<Id<'Lead'>, Lead | null>;

  constructor(session: PracticeSession) {
    const leads = new LeadRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => findInOrder(ids, await leads.findMany(ids), ({ id }) => id));
  }
}
