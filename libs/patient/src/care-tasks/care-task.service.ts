import { err, ok, type CalendarDay, type Clock, type Id, type Page, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession } from '@spindle/database';
import type { PageRequest } from '@spindle/subgraph';
import { stale } from '../episodes/episode.service';
import type { InvalidInputError } from '../patients/patient';
import type { StaleVersionError } from '../patients/patient.service';
import { completeTask, type CareTask, type CareTaskDoneError } from './care-task';
import { CareTaskRepository } from './care-task.repository';

export interface CompleteCareTask {
  readonly idempotencyKey: string;
  readonly careTaskId: Id<'CareTask'>;
  readonly version: number;
  readonly outcome: string;
}

export interface CareTaskNotFoundError { readonly kind: 'CareTaskNotFoundError'; readonly message: string }

type Completed = Result<Id<'CareTask'>, CareTaskNotFoundError | CareTaskDoneError | StaleVersionError | InvalidInputError | IdempotencyKeyReusedError>;

/** What is to be done for patients, and doing it. */
export class CareTaskService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  find(id: Id<'CareTask'>): Promise<CareTask | null> {
    return new CareTaskRepository(this.#session, this.#session.viewer.practiceId).find(id);
  }

  due(through: CalendarDay | null, page: PageRequest): Promise<Page<CareTask>> {
    return new CareTaskRepository(this.#session, this.#session.viewer.practiceId).due(through, page);
  }

  complete(input: CompleteCareTask): Promise<Completed> {
    const { viewer } = this.#session;
    return this.#session.mutate({ operation: 'completeCareTask', input: { ...input } }, async ({ sql, audit }): Promise<Completed> => {
      const tasks = new CareTaskRepository(sql, viewer.practiceId);
      const task = await tasks.findForChange(input.careTaskId);
      if (!task) return err({ kind: 'CareTaskNotFoundError', message: 'There is no such task in this practice.' });
      audit.changed(task.patientId, 'CLINICAL');
      if (task.version !== input.version) return err(stale(task.version));
      const done = completeTask(task, { outcome: input.outcome, by: viewer.personId, at: this.#clock.now() });
      if (!done.ok) return done;
      await tasks.complete(done.value);
      return ok(task.id);
    });
  }
}
