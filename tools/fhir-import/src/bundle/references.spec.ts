import { addressesOf, candidatesOf, parseReference } from './references';

const candidates = (reference: unknown, fullUrl: string | null = null) => {
  const parsed = parseReference(reference);
  return parsed && candidatesOf(parsed, { fullUrl });
};
const id = '0190A000-0000-4000-8000-000000000001';

describe('a reference', () => {
  it.each([
    ['urn:uuid', { reference: `urn:uuid:${id}` }, [`urn:uuid:${id.toLowerCase()}`]],
    ['absolute', { reference: 'https://ehr.example/fhir/Patient/7' }, ['https://ehr.example/fhir/Patient/7']],
    ['absolute, of a version', { reference: 'https://ehr.example/fhir/Patient/7/_history/3' }, ['https://ehr.example/fhir/Patient/7']],
    ['relative', { reference: 'Patient/7' }, ['Patient/7']],
    ['relative, of a version', { reference: 'Patient/7/_history/1' }, ['Patient/7']],
    ['conditional', { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|300' }, ['Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|300']],
    ['conditional, encoded', { reference: 'Practitioner?identifier=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Fus-npi%7C300' }, ['Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|300']],
    ['conditional, whatever the system', { reference: 'Location?identifier=west' }, ['Location?identifier=west']],
    ['conditional, without a system', { reference: 'Location?identifier=|west' }, ['Location?identifier=|west']],
    ['conditional, with an escaped bar', { reference: 'Location?identifier=sys|a\\|b' }, ['Location?identifier=sys|a|b']],
    ['conditional, by id', { reference: 'Patient?_id=7' }, ['Patient/7']],
    ['conditional, at a server', { reference: 'https://ehr.example/fhir/Patient?identifier=a|b' }, ['Patient?identifier=a|b']],
    ['conditional, by more than an identifier', { reference: 'Patient?identifier=a|b&name=Smith' }, []],
    ['conditional, by nothing', { reference: 'Patient?' }, []],
    ['logical', { type: 'Patient', identifier: { system: 'a', value: 'b' } }, ['Patient?identifier=a|b']],
    ['contained', { reference: '#coverage' }, []],
    ['a bare text', 'Patient/7', ['Patient/7']],
  ])('that is %s leads to its addresses', (_form, reference, expected) => {
    expect(candidates(reference)).toEqual(expected);
  });

  it('that is relative is first read against the server its resource came from', () => {
    expect(candidates({ reference: 'Patient/7' }, 'https://ehr.example/fhir/Encounter/1')).toEqual(['https://ehr.example/fhir/Patient/7', '/Patient/7']);
  });

  it.each([[null], [5], [{}], [{ reference: 7 }], [{ reference: 'nothing' }], [{ reference: 'patient/7' }], [{ display: 'Dr. Olson' }], [{ identifier: { value: 'b' } }]])('that says nothing usable is none: %j', (reference) => {
    expect(parseReference(reference)).toBeNull();
  });
});

it('files a resource under its full URL, id and identifiers', () => {
  expect(addressesOf({ type: 'Patient', fullUrl: `urn:uuid:${id}`, resource: { id, identifier: [{ system: 'a', value: 'b' }, { value: 'c' }, { system: 'd' }] } })).toEqual([
    `urn:uuid:${id.toLowerCase()}`, `Patient/${id}`, `/Patient/${id}`, 'Patient?identifier=a|b', 'Patient?identifier=b', 'Patient?identifier=|c', 'Patient?identifier=c',
  ]);
});
