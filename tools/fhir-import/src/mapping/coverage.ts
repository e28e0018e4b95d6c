import type { CalendarDay, Id } from '@spindle/kernel';
import { elementOf, lookUp } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { mapped, skipped, type Mapped } from './mapped';
import { dayOf, type DayRange } from './moment';
import { payerOfCoverage, type NamedPayer } from './payer';
import type { Resolver } from './resolver';

/** A payer that a Coverage resource names for a patient, with the days it states itself; null when it states no first day. */
export interface StatedCoverage {
  readonly patientId: Id<'Patient'>;
  readonly payer: NamedPayer;
  readonly days: DayRange | null;
}

const STATUSES: Readonly<Record<string, string>> = { 'entered-in-error': 'entered in error', cancelled: 'cancelled', draft: 'a draft' };

/** FHIR Coverage → a payer of a patient. One without a last day reaches to `today`, the day on which it was still seen. */
export function mapCoverage(entry: Entry, resolver: Resolver, today: CalendarDay): Mapped<StatedCoverage> {
  const { resource } = entry;
  const patient = resolver.patientOf(resource['beneficiary'] ?? resource['subscriber'], entry);
  if (patient.kind === 'SKIPPED') return patient;
  const refusal = lookUp(STATUSES, resource['status']);
  if (refusal) return skipped(refusal);
  const payer = payerOfCoverage(resource, entry, resolver);
  if (payer === null) return skipped('it names no payer');
  if (payer.isNobody) return skipped('it says that nobody but the patient pays');
  const { start, end } = elementOf(resource['period']);
  const from = dayOf(start);
  const to = dayOf(end) ?? today;
  return mapped({ patientId: patient.id, payer, days: from === null ? null : { from, to: to < from ? from : to } }, ['member number and relationship are not taken over']);
}
