import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../patients/patient';
import { lengthFlaw } from '../texts';

export type CareTaskKind = 'NEXT_DAY_CHECK_IN';

/** Something to do for a patient on a day. */
export interface CareTask {
  readonly id: Id<'CareTask'>;
  readonly version: number;
  readonly kind: CareTaskKind;
  readonly patientId: Id<'Patient'>;
  readonly encounterId: Id<'Encounter'>;
  readonly dueOn: CalendarDay;
  readonly doneAt: Date | null;
  readonly doneBy: Id<'Person'> | null;
  readonly outcome: string | null;
}

export interface CareTaskDoneError { readonly kind: 'CareTaskDoneError'; readonly message: string }

/** The task when it is done, with what came of it. */
export function completeTask(task: CareTask, done: { readonly outcome: string; readonly by: Id<'Person'>; readonly at: Date }): Result<CareTask, CareTaskDoneError | InvalidInputError> {
  if (task.doneAt !== null) return err({ kind: 'CareTaskDoneError', message: 'This was done already.' });
  const flaw = lengthFlaw('outcome', done.outcome, { least: 3, most: 2_000 });
  return flaw ? err(flaw) : ok({ ...task, outcome: done.outcome.trim(), doneAt: done.at, doneBy: done.by });
}
