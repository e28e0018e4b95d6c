import type { ImportedEncounter } from '@spindle/patient';
import { elementOf, elementsOf, lookUp } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { identityOf, keyOf } from '../bundle/identity';
import { codesOf, conceptOf } from './concept';
import { mapped, skipped, type Mapped } from './mapped';
import { momentOf, type Moment } from './moment';
import { nameOf, practitionerOf, type NamedPractitioner } from './named';
import type { Resolver } from './resolver';

/** FHIR encounter-status, of R4 and R5. A planned encounter has not taken place, one entered in error never did. */
const STATUSES: Readonly<Record<string, ImportedEncounter['status']>> = {
  arrived: 'IN_PROGRESS', triaged: 'IN_PROGRESS', 'in-progress': 'IN_PROGRESS', onleave: 'IN_PROGRESS', 'on-hold': 'IN_PROGRESS',
  finished: 'FINISHED', discharged: 'FINISHED', completed: 'FINISHED', discontinued: 'FINISHED', cancelled: 'CANCELLED', unknown: 'UNKNOWN',
};

/** Roles of a participant that treats the patient (HL7 v3 ParticipationType), the leading one first. */
const TREATING = ['attnd', 'atnd', 'pprf', 'sprf', 'con'];

/** FHIR Encounter → history of a patient. Who treated where stays text. */
export function mapEncounter(entry: Entry, resolver: Resolver): Mapped<ImportedEncounter> {
  const { resource } = entry;
  const patient = resolver.patientOf(resource['subject'] ?? resource['patient'], entry);
  if (patient.kind === 'SKIPPED') return patient;
  const { status } = resource;
  if (status === 'entered-in-error') return skipped('entered in error');
  if (status === 'planned') return skipped('planned only');
  const period = elementOf(resource['period'] ?? resource['actualPeriod']);
  const start = momentOf(period['start'], resolver.timeZone);
  if (start === null) return skipped(period['start'] === undefined ? 'no start' : 'its start is less than a day, or no date');
  const end = endOf(period['end'], start, resolver);
  const practitioner = treatingPractitioner(entry, resolver);
  const notes = [
    ...(start.isExact ? [] : ['a start without a time is kept as the start of the day']),
    ...(end === null && period['end'] !== undefined ? ['an end that is no date, or before the start, was left out'] : []),
    ...(practitioner.isIdentifierValid === false ? ["a practitioner's identifier that is no NPI by its check digit is kept as given, marked"] : []),
  ];
  return mapped({
    sourceKey: keyOf('Encounter', patient.key, identityOf(entry)), patientSourceKey: patient.key,
    practitionerName: practitioner.name, practitionerIdentifier: practitioner.identifier, practitionerIdentifierValid: practitioner.isIdentifierValid,
    placeName: placeOf(entry, resolver), description: descriptionOf(entry), start: start.instant, end, status: lookUp(STATUSES, status) ?? 'UNKNOWN',
  }, notes);
}

function endOf(value: unknown, start: Moment, { timeZone }: Resolver): Date | null {
  const end = momentOf(value, timeZone);
  if (end === null) return null;
  return end.instant < start.instant ? null : end.instant;
}

function treatingPractitioner(entry: Entry, resolver: Resolver): NamedPractitioner {
  const participants = elementsOf(entry.resource['participant']);
  const ranked = participants.map((participant) => ({ participant, rank: rankOf(elementsOf(participant['type']).flatMap(codesOf)) })).sort((a, b) => a.rank - b.rank);
  const named = ranked.map(({ participant }) => practitionerOf(participant['individual'] ?? participant['actor'], entry, resolver));
  return named.find(({ name, identifier }) => name !== null || identifier !== null) ?? { name: null, identifier: null, isIdentifierValid: null };
}

function rankOf(roles: readonly string[]): number {
  const ranks = roles.map((role) => TREATING.indexOf(role)).filter((rank) => rank >= 0);
  return ranks.length > 0 ? Math.min(...ranks) : TREATING.length;
}

function placeOf(entry: Entry, resolver: Resolver): string | null {
  const places = elementsOf(entry.resource['location']).map(({ location }) => nameOf(location, entry, resolver));
  return places.find((place) => place !== null) ?? nameOf(entry.resource['serviceProvider'], entry, resolver);
}

function descriptionOf({ resource }: Entry): string | null {
  const types = elementsOf(resource['type']).map((type) => conceptOf(type)?.text);
  const encounterClass = elementsOf(resource['class'])[0] ?? {};
  return types.find((text) => text !== undefined) ?? conceptOf({ ...encounterClass, coding: encounterClass['coding'] ?? [encounterClass] })?.text ?? null;
}
