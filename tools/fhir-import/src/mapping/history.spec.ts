import type { CalendarDay, Id } from '@spindle/kernel';
import type { Element } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { claim, concept, condition, encounter, explanation, urn } from '../testing/bundles';
import { mapAppointment } from './appointment';
import { mapClaim } from './claim';
import { mapCondition } from './condition';
import { mapCoverage } from './coverage';
import { mapEncounter } from './encounter';
import { mapExplanationOfBenefit, withBenefit } from './explanation-of-benefit';
import type { Mapped } from './mapped';
import type { Resolver } from './resolver';

const targets: Readonly<Record<string, Element>> = {
  'PractitionerRole/r': { resourceType: 'PractitionerRole', practitioner: { reference: 'Practitioner/d' } },
  'Practitioner/d': { resourceType: 'Practitioner', name: [{ use: 'nickname', text: 'Doc' }, { use: 'official', text: 'Dr. Wynell Olson' }], identifier: [{ system: 'urn:other', value: 'x' }, { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }] },
  'Location/w': { resourceType: 'Location', name: 'West wing' },
  'Encounter/e': { resourceType: 'Encounter', period: { start: '2018-02-01', end: '2018-02-03' } },
  'Condition/icd': { resourceType: 'Condition', code: concept('M54.5', 'Low back pain', 'http://hl7.org/fhir/sid/icd-10-cm') },
};
const resolver: Resolver = {
  timeZone: 'America/Denver',
  resolve: (reference) => targets[String((reference as { reference?: unknown } | undefined)?.reference)] ?? null,
  patientOf: (reference) => (reference === undefined ? { kind: 'SKIPPED', reason: 'it names no patient' } : { kind: 'IMPORTED', key: 'key', id: 'id' as Id<'Patient'> }),
  identityOf: (reference) => String((reference as { reference?: unknown } | undefined)?.reference),
};
const entryOf = (resource: Element): Entry => ({ type: String(resource['resourceType']), resource, fullUrl: null, refusal: null });
const outcome = <Row>(result: Mapped<Row>) => (result.kind === 'SKIPPED' ? result.reason : result.row);
const rowOf = <Row>(result: Mapped<Row>): Row & { notes: readonly string[] } => {
  if (result.kind === 'SKIPPED') throw new Error(result.reason);
  return { ...result.row, notes: result.notes };
};

describe('an encounter', () => {
  const map = (parts: Element) => mapEncounter(entryOf(encounter('1', 'p', parts)), resolver);

  it.each([
    [{ status: 'entered-in-error' }, 'entered in error'], [{ status: 'planned' }, 'planned only'], [{ period: undefined }, 'no start'], [{ period: { start: '2019' } }, 'its start is less than a day, or no date'],
    [{ subject: undefined }, 'it names no patient'],
  ])('is left out: %j', (parts, reason) => expect(outcome(map(parts))).toBe(reason));

  it.each([['finished', 'FINISHED'], ['in-progress', 'IN_PROGRESS'], ['arrived', 'IN_PROGRESS'], ['cancelled', 'CANCELLED'], ['completed', 'FINISHED'], ['unknown', 'UNKNOWN'], ['made-up', 'UNKNOWN'], [undefined, 'UNKNOWN']])('that is %s is %s', (status, expected) => {
    expect(rowOf(map({ status })).status).toBe(expected);
  });

  it('of a day without times begins with the day where the practice is, and says so', () => {
    expect(rowOf(map({ period: { start: '2019-07-04', end: '2019-07-03' } }))).toMatchObject({
      start: new Date('2019-07-04T06:00:00Z'), end: null, notes: ['a start without a time is kept as the start of the day', 'an end that is no date, or before the start, was left out'],
    });
  });

  it('names whom it was with and where as text: the attending before others, by role and place', () => {
    const row = rowOf(map({
      participant: [{ individual: { display: 'Nurse Joy' } }, { type: [{ coding: [{ code: 'ATND' }] }], individual: { reference: 'PractitionerRole/r' } }],
      location: [{ location: { reference: 'Location/w' } }], serviceProvider: { display: 'Hospital' }, type: undefined,
    }));
    expect(row).toMatchObject({ practitionerName: 'Dr. Wynell Olson', practitionerIdentifier: '1234567893', practitionerIdentifierValid: true, placeName: 'West wing', description: 'AMB' });
  });

  it('may name nobody and no place', () => expect(rowOf(map({}))).toMatchObject({ practitionerName: null, practitionerIdentifier: null, practitionerIdentifierValid: null, placeName: null }));
});

describe('a condition', () => {
  const map = (parts: Element) => mapCondition(entryOf(condition('1', 'p', parts)), resolver);

  it.each([
    [{ verificationStatus: concept('entered-in-error', '') }, 'entered in error'], [{ verificationStatus: concept('refuted', '') }, 'refuted'], [{ code: undefined }, 'no code and no words for it'], [{ code: { coding: [] } }, 'no code and no words for it'],
  ])('is left out: %j', (parts, reason) => expect(outcome(map(parts))).toBe(reason));

  it.each([
    [{ onsetDateTime: undefined, onsetPeriod: { start: '2019-03-04T01:00:00Z' } }, '2019-03-04', 0], [{ onsetDateTime: '2019' }, null, 1], [{ onsetDateTime: undefined, onsetAge: { value: 40 } }, null, 1],
    [{ onsetDateTime: undefined, onsetString: 'as a child' }, null, 1], [{ onsetDateTime: undefined }, null, 0],
  ])('has an onset only when a day is told: %j', (parts, onset, notes) => {
    const row = rowOf(map(parts));
    expect([row.onset, row.notes.length]).toEqual([onset, notes]);
  });

  it('does not end before it began', () => expect(rowOf(map({ abatementDateTime: '2018-01-01' }))).toMatchObject({ abatement: null, notes: ['an end that is not told by a day, or is before the onset, was left out'] }));

  it('without a clinical status has an unknown one', () => expect(rowOf(map({ clinicalStatus: undefined })).clinicalStatus).toBe('UNKNOWN'));

  it('that is not confirmed says so', () => expect(rowOf(map({ verificationStatus: concept('provisional', '') })).notes).toEqual(['that the condition is not confirmed is not kept']));
});

describe('a claim', () => {
  const map = (parts: Element) => mapClaim(entryOf(claim('1', 'p', parts)), resolver);

  it.each([
    [{ type: { coding: [{ code: 'pharmacy' }] } }, 'a prescription claim'], [{ prescription: urn('m') }, 'a prescription claim'], [{ status: 'entered-in-error' }, 'entered in error'], [{ status: 'cancelled' }, 'cancelled'],
    [{ status: 'draft' }, 'a draft'], [{ use: 'preauthorization' }, 'a request for authorization, no claim'], [{ billablePeriod: undefined }, 'no day of service'],
    [{ total: { value: 3, currency: 'EUR' } }, 'amounts in another currency than US dollars'],
  ])('is left out: %j', (parts, reason) => expect(outcome(map(parts))).toBe(reason));

  it.each([['professional'], ['institutional'], ['oral'], [undefined]])('of type %s is kept', (code) => expect(rowOf(map({ type: { coding: [{ code }] } })).submittedCents).toBe(26552n));

  it.each([
    [{ billablePeriod: undefined, item: [{ servicedDate: '2019-01-02' }, { servicedPeriod: { start: '2018-12-31' } }] }, '2018-12-31', '2019-01-02'],
    [{ billablePeriod: undefined, item: [{ encounter: [{ reference: 'Encounter/e' }] }] }, '2018-02-01', '2018-02-03'], [{ billablePeriod: { start: '2019-01-01', end: '2019-01-31' } }, '2019-01-01', '2019-01-31'],
  ])('was for the days it bills, else of its items, else of its encounters: %j', (parts, from, to) => expect(rowOf(map(parts))).toMatchObject({ serviceFrom: from, serviceTo: to }));

  it('without a total comes to what its items say, and items without usable numbers are counted', () => {
    const row = rowOf(map({ total: undefined, item: [{ sequence: 1, net: { value: 10.5 } }, { sequence: 1, net: { value: 0.25 }, productOrService: { text: 'Visit' } }] }));
    expect(row.submittedCents).toBe(1075n);
    expect(row.lines).toEqual([{ lineNumber: 1, code: null, description: null, submittedCents: 1050n }, { lineNumber: 2, code: null, description: 'Visit', submittedCents: 25n }]);
  });

  it('names diagnoses by ICD-10 code, else in words', () => {
    expect(rowOf(map({ diagnosis: [{ diagnosisReference: { reference: 'Condition/icd' } }, { diagnosisCodeableConcept: concept('44465007', 'Sprain of ankle') }, { diagnosisReference: { reference: 'Condition/none', display: 'Headache' } }, {}] })).diagnoses).toEqual(['M54.5', 'Sprain of ankle', 'Headache']);
  });

  it('names the payer of its focal coverage first', () => {
    expect(rowOf(map({ insurance: [{ sequence: 1, coverage: { display: 'Humana' } }, { focal: true, coverage: { display: 'Dual Medicaid' } }] })).payers.map(({ name, kind }) => [name, kind])).toEqual([['Dual Medicaid', 'MEDICAID'], ['Humana', 'OTHER']]);
  });

  it.each([['no_insurance'], ['NO_INSURANCE'], ['Self-Pay'], ['uninsured']])('that %s pays has no payer to make a coverage of', (display) => {
    expect(rowOf(map({ insurance: [{ coverage: { display } }] }))).toMatchObject({ payers: [{ isNobody: true }], notes: ['nobody but the patient pays, as the source says: it makes no coverage'] });
  });
});

describe('an explanation of benefit', () => {
  const map = (parts: Element) => mapExplanationOfBenefit(entryOf(explanation('1', { patient: 'p', claim: 'c' }, parts)), resolver);
  const total = (code: string, value: number) => ({ category: { coding: [{ code }] }, amount: { value, currency: 'USD' } });

  it('gives a claim its amounts', () => {
    const answered = withBenefit(rowOf(mapClaim(entryOf(claim('1', 'p', { insurance: [] })), resolver)), rowOf(map({ insurance: [{ coverage: { display: 'Aetna' } }] })));
    expect(answered).toMatchObject({ submittedCents: 26552n, allowedCents: 14052n, paidCents: 11242n, patientResponsibilityCents: 2810n, payerName: 'Aetna' });
  });

  it.each([
    ['totals of HL7', { total: [total('submitted', 100), total('eligible', 80), total('benefit', 60), total('deductible', 15), total('copay', 5)], payment: undefined, item: [] }, [10000n, 8000n, 6000n, 2000n]],
    ['totals of CARIN Blue Button', { total: [total('submitted', 100), total('allowed', 80), total('paidtoprovider', 60), total('memberliability', 20), total('coinsurance', 7)], payment: undefined }, [10000n, 8000n, 6000n, 2000n]],
    ['a payment of nothing', { total: [], item: [], payment: { amount: { value: 0, currency: 'USD' } } }, [null, null, 0n, null]],
    ['no money at all', { total: undefined, item: undefined, payment: undefined }, [null, null, null, null]],
  ])('reads %s', (_form, parts, expected) => {
    const { amounts } = rowOf(map(parts as Element));
    expect([amounts.submittedCents, amounts.allowedCents, amounts.paidCents, amounts.patientResponsibilityCents]).toEqual(expected);
  });

  it.each([[{ outcome: 'queued' }, 'not adjudicated yet'], [{ outcome: 'error' }, 'its adjudication failed'], [{ status: 'cancelled' }, 'cancelled'], [{ type: { coding: [{ code: 'pharmacy' }] } }, 'a prescription claim']])('is left out: %j', (parts, reason) => expect(outcome(map(parts))).toBe(reason));

  it('standing alone is for the days of its encounter, not of its benefit year', () => {
    const { standalone } = rowOf(map({ item: [{ encounter: [{ reference: 'Encounter/e' }], net: { value: 20 } }, { net: { value: 0.5 } }], total: [] }));
    expect(standalone).toMatchObject({ serviceFrom: '2018-02-01', serviceTo: '2018-02-03', submittedCents: 2050n, lines: [{ submittedCents: 2000n }, { submittedCents: 50n }] });
  });
});

describe('a coverage', () => {
  const map = (parts: Element) => mapCoverage(entryOf({ resourceType: 'Coverage', status: 'active', beneficiary: urn('p'), payor: [{ display: 'Humana' }], ...parts }), resolver, '2026-03-09' as CalendarDay);

  it.each([
    [{ status: 'cancelled' }, 'cancelled'], [{ payor: undefined }, 'it names no payer'], [{ payor: [{ display: 'no_insurance' }] }, 'it says that nobody but the patient pays'], [{ beneficiary: undefined }, 'it names no patient'],
  ])('is left out: %j', (parts, reason) => expect(outcome(map(parts))).toBe(reason));

  it.each([[{}, null], [{ period: { start: '2020-01-01' } }, { from: '2020-01-01', to: '2026-03-09' }], [{ period: { start: '2020-01-01', end: '2020-06-30' } }, { from: '2020-01-01', to: '2020-06-30' }], [{ period: { start: '2020' } }, null]])('states days: %j', (parts, days) => expect(rowOf(map(parts)).days).toEqual(days));
});

describe('an appointment', () => {
  const map = (parts: Element) => mapAppointment(entryOf({ resourceType: 'Appointment', id: 'a', status: 'booked', start: '2024-05-01T09:00:00-06:00', minutesDuration: 30, participant: [{ actor: { reference: 'Patient/p' } }, { actor: { reference: 'Location/w' } }, { actor: { reference: 'PractitionerRole/r' } }], ...parts }), resolver);

  it('is a visit of history with whom and where in words', () => {
    expect(rowOf(map({ cancelationReason: { text: 'Weather' }, status: 'cancelled' }))).toMatchObject({ state: 'CANCELLED', endsAt: new Date('2024-05-01T15:30:00Z'), practitionerName: 'Dr. Wynell Olson', placeName: 'West wing', cancellationReason: 'Weather' });
  });

  it.each([
    [{ status: 'proposed' }, 'not arranged yet'], [{ status: 'waitlist' }, 'not arranged yet'], [{ status: 'entered-in-error' }, 'entered in error'], [{ start: undefined }, 'no start or no end'], [{ start: '2024-05-01' }, 'no start or no end'],
    [{ minutesDuration: undefined }, 'no start or no end'], [{ end: '2024-05-01T08:00:00-06:00' }, 'it ends before it begins'],
  ])('is left out: %j', (parts, reason) => expect(outcome(map(parts))).toBe(reason));
});
