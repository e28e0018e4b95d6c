import type { ImportedCondition } from '@spindle/patient';
import { elementOf, lookUp, type Element } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { identityOf, keyOf } from '../bundle/identity';
import { codesOf, conceptOf } from './concept';
import { mapped, skipped, type Mapped } from './mapped';
import { dayOf } from './moment';
import type { Resolver } from './resolver';

const STATUSES: Readonly<Record<string, ImportedCondition['clinicalStatus']>> = {
  active: 'ACTIVE', recurrence: 'RECURRENCE', relapse: 'RELAPSE', inactive: 'INACTIVE', remission: 'REMISSION', resolved: 'RESOLVED',
};
/** FHIR condition-ver-status of a condition that the patient does not have. */
const DENIED: Readonly<Record<string, string>> = { 'entered-in-error': 'entered in error', refuted: 'refuted' };
const UNSURE = new Set(['unconfirmed', 'provisional', 'differential']);

/** FHIR Condition → history of a patient. An onset or end told otherwise than by a day is left out and noted. */
export function mapCondition(entry: Entry, resolver: Resolver): Mapped<ImportedCondition> {
  const { resource } = entry;
  const patient = resolver.patientOf(resource['subject'] ?? resource['patient'], entry);
  if (patient.kind === 'SKIPPED') return patient;
  const verification = codesOf(resource['verificationStatus']);
  const denied = verification.map((code) => lookUp(DENIED, code)).find((reason) => reason !== undefined);
  if (denied) return skipped(denied);
  const code = conceptOf(resource['code']);
  if (code === null) return skipped('no code and no words for it');
  const onset = dayOf(resource['onsetDateTime']) ?? dayOf(elementOf(resource['onsetPeriod'])['start']);
  const end = dayOf(resource['abatementDateTime']) ?? dayOf(elementOf(resource['abatementPeriod'])['end']);
  const abatement = end !== null && onset !== null && end < onset ? null : end;
  const statuses = codesOf(resource['clinicalStatus']).map((status) => lookUp(STATUSES, status));
  return mapped({
    sourceKey: keyOf('Condition', patient.key, identityOf(entry)), patientSourceKey: patient.key, code, onset, abatement,
    clinicalStatus: statuses.find((status) => status !== undefined) ?? 'UNKNOWN',
  }, [
    ...(onset === null && states(resource, 'onset') ? ['an onset that is not told by a day was left out'] : []),
    ...(abatement === null && states(resource, 'abatement') ? ['an end that is not told by a day, or is before the onset, was left out'] : []),
    ...(verification.some((status) => UNSURE.has(status)) ? ['that the condition is not confirmed is not kept'] : []),
  ]);
}

/** Whether the resource has any form of a choice element, such as onsetAge. */
function states(resource: Element, choice: string): boolean {
  return Object.entries(resource).some(([key, value]) => key.startsWith(choice) && value !== undefined && value !== null);
}
