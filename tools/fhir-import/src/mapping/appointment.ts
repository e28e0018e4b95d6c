import type { AppointmentState, ImportedAppointment } from '@spindle/scheduling';
import { cutTo, elementOf, elementsOf, lookUp, textOf, type Element } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { identityOf, keyOf } from '../bundle/identity';
import { parseReference } from '../bundle/references';
import { conceptOf } from './concept';
import { mapped, skipped, type Mapped } from './mapped';
import { momentOf, type Moment } from './moment';
import { nameOf, practitionerOf } from './named';
import type { Resolver } from './resolver';

/** FHIR appointmentstatus, as far as a visit was arranged. */
const STATES: Readonly<Record<string, AppointmentState>> = {
  booked: 'BOOKED', arrived: 'ARRIVED', 'checked-in': 'ARRIVED', fulfilled: 'COMPLETED', cancelled: 'CANCELLED', noshow: 'NO_SHOW',
};
const REASON_LENGTH = 500;
const MINUTE_MS = 60_000;

/** FHIR Appointment → a visit of history: it takes no time of ours. */
export function mapAppointment(entry: Entry, resolver: Resolver): Mapped<ImportedAppointment> {
  const { resource } = entry;
  const patient = resolver.patientOf(resource['subject'] ?? actor(entry, ['Patient'], resolver), entry);
  if (patient.kind === 'SKIPPED') return patient;
  const state = lookUp(STATES, resource['status']);
  if (resource['status'] === 'entered-in-error') return skipped('entered in error');
  if (state === undefined) return skipped('not arranged yet');
  const start = momentOf(resource['start'], resolver.timeZone);
  const end = endOf(resource, start, resolver);
  if (!start?.isExact || end === null) return skipped('no start or no end');
  if (end <= start.instant) return skipped('it ends before it begins');
  const practitioner = actor(entry, ['Practitioner', 'PractitionerRole'], resolver);
  const reason = conceptOf(resource['cancelationReason'] ?? resource['cancellationReason'])?.text ?? null;
  return mapped({
    sourceKey: keyOf('Appointment', patient.key, identityOf(entry)), patientId: patient.id, state, startsAt: start.instant, endsAt: end, timeZone: resolver.timeZone,
    practitionerName: practitionerOf(practitioner, entry, resolver).name, placeName: nameOf(actor(entry, ['Location'], resolver), entry, resolver),
    cancellationReason: reason && cutTo(REASON_LENGTH, reason),
  });
}

function endOf(resource: Element, start: Moment | null, { timeZone }: Resolver): Date | null {
  const end = momentOf(resource['end'], timeZone);
  if (end !== null) return end.isExact ? end.instant : null;
  const minutes = resource['minutesDuration'];
  return start !== null && typeof minutes === 'number' && minutes > 0 && minutes < 10_000 ? new Date(start.instant.getTime() + minutes * MINUTE_MS) : null;
}

/** The participant of one of the resource types, by what the reference says or points to. */
function actor(entry: Entry, types: readonly string[], resolver: Resolver): Element | null {
  const actors = elementsOf(entry.resource['participant']).map((participant) => elementOf(participant['actor']));
  return actors.find((reference) => types.includes(statedType(reference) ?? textOf(resolver.resolve(reference, entry)?.['resourceType']) ?? '')) ?? null;
}

function statedType(reference: Element): string | null {
  const parsed = parseReference(reference);
  if (parsed?.kind === 'RELATIVE' || parsed?.kind === 'CONDITIONAL') return parsed.type;
  return textOf(reference['type']);
}
