import type { Element } from '@spindle/fhir';
import { isRecord, readRecord, toRecord } from './record-bundle';

const TABLES = new Set(['patient.patient']);
const PATIENT = { fullUrl: 'urn:uuid:01930000-0000-7000-8000-000000000001', resource: { resourceType: 'Patient', meta: { profile: ['https://fhir.spindle.example/StructureDefinition/patient.patient'] } } };
const record = toRecord([{ resourceType: 'Bundle', type: 'collection', entry: [PATIENT] }], new Date('2026-03-09T15:00:00Z')) as unknown as Element;

it('is known for what it is, and read whole, in whatever order its members stand', () => {
  expect([record, {}, [], null, { meta: 7 }].map(isRecord)).toEqual([true, false, false, false, false]);
  const [{ fullUrl, resource }] = [PATIENT];
  expect(readRecord({ ...record, entry: [{ resource, fullUrl }] }, TABLES)).toMatchObject({ ok: true });
});

it('is damaged when it is nested without end, whatever digest it names', () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as never;
  for (const value of ['', null]) expect(readRecord({ ...record, entry: [{ ...PATIENT, deep }], identifier: { ...(record['identifier'] as Element), value } }, TABLES)).toMatchObject({ ok: false, error: { kind: 'RECORD_DAMAGED' } });
});
