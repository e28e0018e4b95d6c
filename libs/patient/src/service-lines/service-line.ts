import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../patients/patient';
import { invalid } from '../texts';
import { ACUPUNCTURE_CODES, findProcedure, INJECTION_CODES, NEEDLING_CODES } from './procedure';

/** What was done for a code, and for how long. */
export interface ServiceLine {
  readonly id: Id<'ServiceLine'>;
  readonly encounterId: Id<'Encounter'>;
  readonly patientId: Id<'Patient'>;
  readonly code: string;
  readonly minutesByClinician: number;
  readonly minutesByAssistant: number;
  readonly recordedAt: Date;
  readonly correctsId: Id<'ServiceLine'> | null;
  readonly isWithdrawn: boolean;
  /** Muscles that an injection went into; empty for every other code. */
  readonly muscleKeys: readonly string[];
}

export type ServiceLineEntry = Pick<ServiceLine, 'code' | 'minutesByClinician' | 'minutesByAssistant' | 'muscleKeys'>;

export type ServiceLineRule = 'NEEDLING_FOLLOWS_FROM_RECORD' | 'ASSISTANT_MAY_NOT_NEEDLE' | 'NEEDLING_WITH_ACUPUNCTURE' | 'NEEDLING_WITH_INJECTION';

/** `rule` names what stands against the line, `source` where it is written. */
export interface ServiceLineNotAllowedError {
  readonly kind: 'ServiceLineNotAllowedError';
  readonly message: string;
  readonly rule: ServiceLineRule;
  readonly source: string;
}
export interface ProcedureUnknownError { readonly kind: 'ProcedureUnknownError'; readonly message: string; readonly code: string }

/** What else the day's record of the patient holds. */
export interface ServiceLineSetting {
  /** Muscles that were needled in the encounter. */
  readonly needledMuscles: ReadonlySet<string>;
  /** Whether the patient was needled anywhere that day, in any encounter. */
  readonly isNeedledToday: boolean;
}

const MOST_MINUTES = 480;
const SAME_DAY = 'Payer edit of the clinic\'s plans: needling and acupuncture never on one day, whatever the region';

/** Whether a line may stand beside what else was done. Needling itself is never typed: its code follows from its record. */
export function checkLine(entry: ServiceLineEntry, setting: ServiceLineSetting): Result<ServiceLineEntry, InvalidInputError | ProcedureUnknownError | ServiceLineNotAllowedError> {
  const procedure = findProcedure(entry.code);
  if (!procedure) return err({ kind: 'ProcedureUnknownError', message: 'This code is not one that a note can name here.', code: entry.code });
  const { code } = procedure;
  const minutes = minutesFlaw(entry, procedure.isTimed);
  if (minutes) return minutes;
  if (NEEDLING_CODES.has(code)) return refuse('NEEDLING_FOLLOWS_FROM_RECORD', 'Needling is billed from its record: write down the muscles.', 'CPT 20560 and 20561 count distinct muscles');
  if (ACUPUNCTURE_CODES.has(code) && setting.isNeedledToday) return refuse('NEEDLING_WITH_ACUPUNCTURE', 'The patient was needled today: acupuncture cannot be billed on the same day.', SAME_DAY);
  if (INJECTION_CODES.has(code) && entry.muscleKeys.some((muscle) => setting.needledMuscles.has(muscle))) {
    return refuse('NEEDLING_WITH_INJECTION', 'One of these muscles was needled: needling and injection are not billed for the same muscle.', 'CPT: 20560, 20561 are not reported with 20552, 20553 for the same muscle');
  }
  if (INJECTION_CODES.has(code) && entry.muscleKeys.length === 0) return invalid('muscleKeys', 'Name the muscles of the injection.');
  return ok({ ...entry, code });
}

function minutesFlaw({ minutesByClinician, minutesByAssistant }: ServiceLineEntry, isTimed: boolean): ReturnType<typeof invalid> | null {
  for (const [field, minutes] of Object.entries({ minutesByClinician, minutesByAssistant })) {
    if (!Number.isInteger(minutes) || minutes < 0 || minutes > MOST_MINUTES) return invalid(field, `A whole number of minutes from 0 to ${MOST_MINUTES}.`);
  }
  return isTimed && minutesByClinician + minutesByAssistant === 0 ? invalid('minutesByClinician', 'A timed code needs its minutes.') : null;
}

function refuse(rule: ServiceLineRule, message: string, source: string): { readonly ok: false; readonly error: ServiceLineNotAllowedError } {
  return err({ kind: 'ServiceLineNotAllowedError', rule, message, source });
}

/** Refuses needling by an assistant: the therapist does it (Colorado, 4 CCR 732-1, to be confirmed). */
export function refuseAssistantNeedling(isAssistant: boolean): ServiceLineNotAllowedError | null {
  if (!isAssistant) return null;
  return { kind: 'ServiceLineNotAllowedError', rule: 'ASSISTANT_MAY_NOT_NEEDLE', message: 'Needling is done by the therapist and cannot be left to an assistant.', source: '4 CCR 732-1 (to be confirmed)' };
}

/** The lines that count: not withdrawn, and not corrected by another one. */
export function standingLines(lines: readonly ServiceLine[]): readonly ServiceLine[] {
  const corrected = new Set(lines.map(({ correctsId }) => correctsId));
  return lines.filter(({ id, isWithdrawn }) => !isWithdrawn && !corrected.has(id));
}
