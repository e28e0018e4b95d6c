import { addDays, type CalendarDay, type Id } from '@spindle/kernel';
import type { CoveragePeriod, CoveragePriority } from './coverage';

/** The first and the last day on which a patient's history names a payer. */
export interface PayerSeen {
  readonly payerName: string;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** A coverage worked out of a history. */
export interface ImportedPeriod extends CoveragePeriod {
  readonly payerName: string;
  readonly priority: CoveragePriority;
}

/** An imported coverage on its way into the table. `sourceKey` names it in its source. */
export interface CoverageToImport extends CoveragePeriod {
  readonly id: Id<'Coverage'>;
  readonly sourceKey: string;
  readonly patientId: Id<'Patient'>;
  readonly planId: Id<'InsurancePlan'>;
  readonly priority: CoveragePriority;
}

const PRIORITIES: readonly CoveragePriority[] = ['PRIMARY', 'SECONDARY', 'TERTIARY'];

/**
 * One coverage per payer from the first to the last day it was seen, cut on the day before the next of its priority
 * begins. Payers first seen on the same day pay together: the one seen longest is primary, then secondary, tertiary;
 * a fourth is left out.
 */
export function importedPeriods(seen: readonly PayerSeen[]): ImportedPeriod[] {
  const days = [...spans(seen)].sort((a, b) => compare(a.from, b.from) || compare(b.to, a.to) || compare(a.payerName, b.payerName));
  const ranks = [...Map.groupBy(days, ({ from }) => from).values()];
  return PRIORITIES.flatMap((priority, rank) => {
    const ofPriority = ranks.map((together) => together[rank]).filter((one) => one !== undefined);
    return ofPriority.map(({ payerName, from, to }, index) => {
      const next = ofPriority[index + 1];
      return { payerName, priority, validFrom: from, validTo: next && next.from <= to ? addDays(next.from, -1) : to };
    });
  });
}

/** One span per payer, however often it was named. */
function spans(seen: readonly PayerSeen[]): PayerSeen[] {
  return [...Map.groupBy(seen, ({ payerName }) => payerName)].map(([payerName, all]) => ({
    payerName,
    from: all.map(({ from }) => from).reduce((a, b) => (a < b ? a : b)),
    to: all.map(({ to }) => to).reduce((a, b) => (a > b ? a : b)),
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
