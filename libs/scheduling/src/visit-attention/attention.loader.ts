import DataLoader from 'dataloader';
import { toPage, type Id, type Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import type { Appointment } from '../appointments/appointment';
import { findInOrder, groupInOrder } from '../in-order';
import type { AttentionReason, AuthorizationDecision, VisitAttention } from './attention';
import { AttentionRepository } from './attention.repository';

const CURSOR_FORM = [CURSOR_PART.instant, CURSOR_PART.id];
const BEFORE_ALL = ['-infinity', '00000000-0000-0000-0000-000000000000'];

interface WorklistArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly locationId?: Id<'Location'> | null;
  readonly reasons?: readonly AttentionReason[] | null;
}

/** What must be looked at, by visit and as the front desk's worklist; one statement per batch. */
export class AttentionLoader {
  readonly ofAppointment: DataLoader<Id<'Appointment'>, VisitAttention[]>;
  readonly decisionOf: DataLoader<Id<'Appointment'>, AuthorizationDecision | null>;
  readonly #attention: AttentionRepository;
  readonly #siteIds: readonly Id<'Location'>[] | null;

  constructor(session: PracticeSession) {
    this.#attention = new AttentionRepository(session, session.viewer.practiceId);
    this.#siteIds = session.viewer.siteIds;
    this.ofAppointment = new DataLoader(async (ids) => groupInOrder(ids, await this.#attention.findOpen(ids), ({ appointmentId }) => appointmentId));
    this.decisionOf = new DataLoader(async (ids) => findInOrder(ids, await this.#attention.findDecisions(ids), ({ appointmentId }) => appointmentId));
  }

  /** A page of the worklist by start. Throws BAD_USER_INPUT for arguments that cannot be. */
  async worklist({ locationId = null, reasons = null, ...args }: WorklistArguments): Promise<Page<Appointment>> {
    const { first, after, cursor } = pageArguments(args, CURSOR_FORM);
    const locationIds = locationId === null ? this.#siteIds : [locationId].filter((id) => this.#siteIds?.includes(id) ?? true);
    const visits = await this.#attention.findWorklist({ after: after ?? BEFORE_ALL, limit: first + 1, locationIds, reasons });
    return toPage(visits, first, { cursorOf: ({ startsAt, id }) => toCursor([startsAt.toISOString(), id]), after: cursor });
  }
}
