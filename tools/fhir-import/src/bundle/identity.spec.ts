import { identityOf, identityOfReference, patientIdentity } from './identity';

const id = '0190a000-0000-4000-8000-000000000001';
const person = { name: [{ family: 'Stone', given: ['Ira'] }], birthDate: '1980-01-01' };
const keysOf = (resource: object, fullUrl: string | null = null) => patientIdentity({ resource: { ...person, ...resource }, fullUrl }).candidates;

describe('a patient', () => {
  it('is known by the record number of its source, in whatever bundle it comes', () => {
    const identifier = [{ system: 'urn:hospital', value: '12' }];
    expect(keysOf({ id, identifier }, `urn:uuid:${id}`)[0]).toBe(keysOf({ identifier, birthDate: '1980-01-02' })[0]);
  });

  it.each([
    ['a social security number', { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-88-7777' }],
    ['a driver’s licence', { system: 'urn:oid:2.16.840.1.113883.4.3.25', value: 'S1' }],
    ['a passport', { system: 'urn:any', value: 'X1', type: { coding: [{ code: 'PPN' }] } }],
    ['a number that is no longer used', { system: 'urn:hospital', value: '12', use: 'old' }],
    ['a number of nobody', { value: '12' }],
  ])('is not known by %s', (_title, identifier) => {
    expect(keysOf({ id, identifier: [identifier] })).toEqual(keysOf({ id }));
  });

  it('of a bare id is known by name and birth date too', () => {
    expect(keysOf({ id: '1' })).not.toEqual(keysOf({ id: '1', birthDate: '1981-01-01' }));
    expect(keysOf({ id })).toEqual(keysOf({ id, birthDate: '1981-01-01' }));
  });

  it('has keys that hold nothing of what they were made of', () => {
    expect(keysOf({ id, identifier: [{ system: 'urn:hospital', value: '12' }] }).every((key) => /^[\w-]{43}$/.test(key))).toBe(true);
  });
});

describe('a resource', () => {
  const named = (resource: object, fullUrl: string | null = null) => identityOf({ type: 'Encounter', resource: resource as Record<string, unknown>, fullUrl });

  it.each([
    ['a UUID', { id }, null, { reference: `Encounter/${id}` }],
    ['a urn:uuid', { id: 'x' }, `urn:uuid:${id.toUpperCase()}`, { reference: `urn:uuid:${id}` }],
    ['an address at a server', { id: '7' }, 'https://ehr.example/Encounter/7', { reference: 'https://ehr.example/Encounter/7' }],
    ['a bare id', { id: '7' }, null, { reference: 'Encounter/7' }],
  ])('with %s is named alike by itself and by a reference', (_title, resource, fullUrl, reference) => {
    expect(identityOfReference(reference, { fullUrl: null })).toBe(named(resource, fullUrl));
  });

  it('without any is named by its content, whatever the order of its members', () => {
    expect(named({ a: 1, b: { c: 2, d: [3] } })).toBe(named({ b: { d: [3], c: 2 }, a: 1 }));
    expect(named({ a: 1 })).not.toBe(named({ a: 2 }));
  });
});
