import type { CalendarDay, Id, Result } from '@spindle/kernel';
import type { InvalidInputError } from '../patients/patient';
import { lengthFlaw, unlessFlawed } from '../texts';

export const ADVERSE_EVENT_KINDS = ['BRUISE', 'BLEEDING', 'FAINT', 'NAUSEA', 'PROLONGED_PAIN', 'NERVE_SYMPTOM', 'RETAINED_NEEDLE', 'INFECTION', 'PNEUMOTHORAX_SUSPECTED', 'OTHER'] as const;
export type AdverseEventKind = (typeof ADVERSE_EVENT_KINDS)[number];
export type AdverseEventSeverity = 'MILD' | 'MODERATE' | 'SERIOUS';

/** Something untoward that happened in or after a treatment. */
export interface AdverseEvent {
  readonly id: Id<'AdverseEvent'>;
  readonly patientId: Id<'Patient'>;
  readonly encounterId: Id<'Encounter'>;
  readonly kind: AdverseEventKind;
  readonly severity: AdverseEventSeverity;
  readonly occurredAt: Date;
  readonly description: string;
  readonly actionTaken: string;
  readonly recordedBy: Id<'Person'>;
  readonly recordedAt: Date;
}

export type AdverseEventEntry = Pick<AdverseEvent, 'kind' | 'severity' | 'occurredAt' | 'description' | 'actionTaken'>;

/** Kinds that are serious whatever the writer says. */
const ALWAYS_SERIOUS: ReadonlySet<AdverseEventKind> = new Set(['PNEUMOTHORAX_SUSPECTED', 'RETAINED_NEEDLE']);

/** Checks an entry; a suspected pneumothorax or a needle left behind is never less than serious. */
export function checkAdverseEvent(entry: AdverseEventEntry, { start, now }: { readonly start: Date; readonly now: Date }): Result<AdverseEventEntry, InvalidInputError> {
  const { kind, severity, occurredAt, description, actionTaken } = entry;
  const tidy = { ...entry, severity: ALWAYS_SERIOUS.has(kind) ? 'SERIOUS' as const : severity, description: description.trim(), actionTaken: actionTaken.trim() };
  return unlessFlawed(tidy, [
    lengthFlaw('description', description, { least: 3, most: 5_000 }), lengthFlaw('actionTaken', actionTaken, { least: 3, most: 5_000 }),
    occurredAt > now ? { kind: 'InvalidInputError', field: 'occurredAt', message: 'The event lies in the future.' } : null,
    occurredAt < start ? { kind: 'InvalidInputError', field: 'occurredAt', message: 'The event lies before the visit.' } : null,
  ]);
}

/** How often something happened among so many treatments. */
export interface AdverseEventRate {
  readonly kind: AdverseEventKind;
  readonly events: number;
  /** Per 1,000 treated encounters, with one decimal; null without a treatment. */
  readonly per1000: string | null;
}

/** A rate for each kind that happened, the most frequent first. */
export function adverseEventRates(counts: ReadonlyMap<AdverseEventKind, number>, treatments: number): AdverseEventRate[] {
  return [...counts].filter(([, events]) => events > 0).sort(([one, a], [other, b]) => b - a || one.localeCompare(other))
    .map(([kind, events]) => ({ kind, events, per1000: treatments === 0 ? null : tenths(events, treatments) }));
}

/** Rounded half up on the exact fraction. */
function tenths(events: number, treatments: number): string {
  const value = Math.floor((events * 10_000 * 2 + treatments) / (2 * treatments));
  return `${Math.floor(value / 10)}.${value % 10}`;
}

/** The day of a report: from the first to the last, at most two years. */
export interface ReportPeriod {
  readonly from: CalendarDay;
  readonly through: CalendarDay;
}
