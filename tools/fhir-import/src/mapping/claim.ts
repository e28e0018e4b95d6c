import type { ClaimToImport, ImportedClaimLine } from '@spindle/billing';
import { elementOf, elementsOf, lookUp, textOf, type Element } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { identityOf, keyOf } from '../bundle/identity';
import { submittedOf } from './adjudication';
import { MoneyReader } from './amount';
import { codesOf, conceptOf } from './concept';
import { mapped, skipped, type Mapped } from './mapped';
import { payersOfClaim, type NamedPayer } from './payer';
import type { PatientFound, Resolver } from './resolver';
import { serviceDaysOf } from './service-days';

/** A claim on its way into billing, with the payers it names. */
export interface MappedClaim extends ClaimToImport {
  readonly patientKey: string;
  readonly payers: readonly NamedPayer[];
}

export type ClaimAmounts = Pick<ClaimToImport, 'submittedCents' | 'allowedCents' | 'paidCents' | 'patientResponsibilityCents'>;
export type ClaimHeader = Omit<MappedClaim, keyof ClaimAmounts | 'serviceFrom' | 'serviceTo' | 'lines'>;

const STATUSES: Readonly<Record<string, string>> = { 'entered-in-error': 'entered in error', cancelled: 'cancelled', draft: 'a draft' };
const USES: Readonly<Record<string, string>> = { preauthorization: 'a request for authorization, no claim', predetermination: 'a request for an estimate, no claim' };
const MOST_LINES = 999;
const ICD_10 = /icd-10/i;

/** Why a Claim or ExplanationOfBenefit is not kept, by what it says about itself; null when it can be. */
export function claimRefusal({ resource }: Entry): string | null {
  if (codesOf(resource['type']).includes('pharmacy') || resource['prescription'] !== undefined) return 'a prescription claim';
  return lookUp(STATUSES, resource['status']) ?? lookUp(USES, resource['use']) ?? null;
}

/** FHIR Claim → a claim of history. */
export function mapClaim(entry: Entry, resolver: Resolver): Mapped<MappedClaim> {
  const patient = resolver.patientOf(entry.resource['patient'], entry);
  if (patient.kind === 'SKIPPED') return patient;
  const refusal = claimRefusal(entry);
  if (refusal) return skipped(refusal);
  const money = new MoneyReader();
  const row = { ...headerOf(entry, patient, resolver), ...claimAmounts(entry.resource, money), lines: linesOf(entry.resource, money) };
  if (money.isForeign) return skipped('amounts in another currency than US dollars');
  const days = serviceDaysOf(entry, resolver);
  if (days === null) return skipped('no day of service');
  const notes = [
    ...(elementsOf(entry.resource['item']).length > MOST_LINES ? [`items beyond ${MOST_LINES} were left out`] : []),
    ...(row.payers.some(({ isNobody }) => isNobody) ? ['nobody but the patient pays, as the source says: it makes no coverage'] : []),
  ];
  return mapped({ ...row, serviceFrom: days.from, serviceTo: days.to }, [...money.notes, ...notes]);
}

/** What names a claim, and what it is about. */
export function headerOf(entry: Entry, patient: Extract<PatientFound, { kind: 'IMPORTED' }>, resolver: Resolver): ClaimHeader {
  const payers = payersOfClaim(entry, resolver);
  const encounter = encounterOf(entry, resolver);
  return {
    sourceKey: keyOf(entry.type, patient.key, identityOf(entry)), patientKey: patient.key, patientId: patient.id,
    encounterId: null, encounterSourceKey: encounter && keyOf('Encounter', patient.key, encounter),
    payerName: payers[0]?.name ?? null, payers, diagnoses: diagnosesOf(entry, resolver),
  };
}

function claimAmounts(claim: Element, money: MoneyReader): ClaimAmounts {
  const submitted = money.read(claim['total']) ?? money.sum(elementsOf(claim['item']).map(({ net }) => net));
  return { submittedCents: money.cents(submitted), allowedCents: null, paidCents: null, patientResponsibilityCents: null };
}

/** The items of a claim or explanation of benefit. */
export function linesOf(claim: Element, money: MoneyReader): ImportedClaimLine[] {
  const items = elementsOf(claim['item']).slice(0, MOST_LINES);
  const numbers = items.map(({ sequence }) => sequence);
  const isNumbered = numbers.every((number) => typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 1_000_000) && new Set(numbers).size === numbers.length;
  return items.map((item, index) => {
    const concept = conceptOf(item['productOrService']) ?? conceptOf(item['service']);
    return { lineNumber: isNumbered ? Number(item['sequence']) : index + 1, code: concept?.code ?? null, description: concept?.text ?? null, submittedCents: money.cents(submittedOf(item, money)) };
  });
}

/** Codes of ICD-10; words for diagnoses that have none. */
function diagnosesOf(claim: Entry, resolver: Resolver): string[] {
  const diagnoses = elementsOf(claim.resource['diagnosis']).map((diagnosis) => {
    const condition = resolver.resolve(diagnosis['diagnosisReference'], claim);
    const concept = conceptOf(diagnosis['diagnosisCodeableConcept']) ?? conceptOf(condition?.['code']);
    if (concept?.code && ICD_10.test(concept.system ?? '')) return concept.code;
    return concept?.text ?? textOf(elementOf(diagnosis['diagnosisReference'])['display']);
  });
  return [...new Set(diagnoses.filter((diagnosis) => diagnosis !== null))];
}

function encounterOf(claim: Entry, resolver: Resolver): string | null {
  const references = elementsOf(claim.resource['item']).flatMap(({ encounter }) => elementsOf(encounter));
  return references.map((reference) => resolver.identityOf(reference, claim)).find((identity) => identity !== null) ?? null;
}
