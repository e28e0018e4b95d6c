import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../patients/patient';
import { invalid, lengthFlaw, unlessFlawed } from '../texts';

export type GoalProgressState = 'MET' | 'IMPROVED' | 'UNCHANGED' | 'WORSE';

export interface GoalProgress {
  readonly goal: string;
  readonly progress: GoalProgressState;
  readonly note: string | null;
}

export interface ProgressReport {
  readonly id: Id<'ProgressReport'>;
  readonly planId: Id<'TreatmentPlan'>;
  readonly patientId: Id<'Patient'>;
  readonly from: CalendarDay;
  readonly through: CalendarDay;
  readonly treatmentDays: number;
  readonly goals: readonly GoalProgress[];
  readonly assessment: string;
  readonly practitionerId: Id<'Practitioner'>;
  readonly writtenOn: CalendarDay;
}

export interface NothingToReportError { readonly kind: 'NothingToReportError'; readonly message: string }

/** What the writer says. */
export interface ReportInput {
  readonly through: CalendarDay;
  readonly goals: readonly { readonly progress: GoalProgressState; readonly note: string | null }[];
  readonly assessment: string;
}

/** What the plan and its visits say. */
export interface ReportGround {
  readonly goals: readonly string[];
  /** Days of treatment under the plan, in order. */
  readonly treatmentDays: readonly CalendarDay[];
  /** The last day that an earlier report looked back on; null: none did. */
  readonly reportedThrough: CalendarDay | null;
  readonly today: CalendarDay;
}

export type ReportedDays = Pick<ProgressReport, 'from' | 'through' | 'treatmentDays' | 'goals' | 'assessment'>;

/** A report on the days of treatment since the last one: one line for each goal, in the plan's order. */
export function reportProgress(input: ReportInput, ground: ReportGround): Result<ReportedDays, NothingToReportError | InvalidInputError> {
  const { through, goals, assessment } = input;
  if (through > ground.today) return invalid('through', 'The day lies in the future.');
  if (goals.length !== ground.goals.length) return invalid('goals', `The plan has ${ground.goals.length} goals: say what became of each, in its order.`);
  const days = ground.treatmentDays.filter((day) => day <= through && (ground.reportedThrough === null || day > ground.reportedThrough));
  const [from] = days;
  if (from === undefined) return err({ kind: 'NothingToReportError', message: 'The patient was not treated since the last report.' });
  const written = goals.map(({ progress, note }, index) => ({ goal: ground.goals[index] ?? '', progress, note: note?.trim() || null }));
  const checked = unlessFlawed(written, [
    lengthFlaw('assessment', assessment, { least: 10, most: 5_000 }),
    ...written.map(({ note }, index) => lengthFlaw(`goals[${index}].note`, note ?? '', { least: 0, most: 500 })),
  ]);
  return checked.ok ? ok({ from, through, treatmentDays: days.length, goals: checked.value, assessment: assessment.trim() }) : checked;
}
