import type { Id } from '@spindle/kernel';
import { Directory } from '../bundle/directory';
import { entriesOf, type Entry } from '../bundle/entry';
import { patientIdentity } from '../bundle/identity';
import { bundle, organization, patient, practitioner, urn, uuid } from '../testing/bundles';
import { Patients } from './patients';
import { UnitResolver } from './unit-resolver';

const from = (resource: object = {}, fullUrl: string | null = null): Entry => ({ type: 'Encounter', resource: resource as Record<string, unknown>, fullUrl, refusal: null });
const npi = (value: string, extra = '') => ({ reference: `Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|${value}${extra}` });
const nameIn = (found: Readonly<Record<string, unknown>> | null) => found?.['name'] ?? null;

function resolverOver(files: readonly (readonly Entry[])[], patients = new Patients()): UnitResolver {
  const directory = new Directory();
  for (const file of files) directory.add(file);
  return new UnitResolver(files[0] ?? [], { directory, patients, timeZone: 'America/Denver' });
}

const place = (id: string, name: string) => entriesOf(bundle([organization(id, name)]));

describe('a conditional reference', () => {
  const first = entriesOf(bundle([practitioner(uuid(1), '300'), practitioner(uuid(2), '30'), practitioner(uuid(3), '7'), { ...practitioner(uuid(4), '7'), name: [{ text: 'C' }] }]));
  const second = entriesOf(bundle([practitioner(uuid(5), '9999'), { ...practitioner(uuid(6), '8'), name: [{ text: 'A' }] }]));
  const third = entriesOf(bundle([{ ...practitioner(uuid(7), '8'), name: [{ text: 'B' }] }]));
  const resolver = resolverOver([first, second, third]);

  it('finds the one that has the identifier, in its own file and in another', () => {
    expect(resolver.resolve(npi('300'), from())?.['id']).toBe(uuid(1));
    expect(nameIn(resolver.resolve(npi('9999'), from()))).toEqual([{ family: 'Olson', given: ['Wynell'], prefix: ['Dr.'] }]);
  });

  it.each([['nobody', npi('0')], ['two in its own file', npi('7')], ['two in other files', npi('8')], ['one by one criterion only', npi('300', '&identifier=http://hl7.org/fhir/sid/us-npi|30')], ['somebody, but asks for more', npi('300', '&active=true')]])('that fits %s leads nowhere', (_title, reference) => {
    expect(resolver.resolve(reference, from())).toBeNull();
  });

  it('whose criteria all fit one leads to it', () => expect(resolver.resolve(npi('300', `&_id=${uuid(1)}`), from())?.['id']).toBe(uuid(1)));
});

describe('other references', () => {
  it('lead to a contained resource, or to the one that contains it', () => {
    const entry = from({ id: 'x', contained: [{ id: 'coverage', resourceType: 'Coverage' }] });
    const resolver = resolverOver([[]]);
    expect(resolver.resolve({ reference: '#coverage' }, entry)).toEqual({ id: 'coverage', resourceType: 'Coverage' });
    expect(resolver.resolve({ reference: '#' }, entry)).toBe(entry.resource);
    expect(resolver.resolve({ reference: '#other' }, entry)).toBeNull();
  });

  it('prefer their own server and their own file', () => {
    const at = (base: string, name: string): Entry => ({ type: 'Organization', resource: { resourceType: 'Organization', id: '1', name }, fullUrl: `${base}/Organization/1`, refusal: null });
    const resolver = resolverOver([[at('https://a.example', 'A')], [at('https://b.example', 'B')]]);
    expect(nameIn(resolver.resolve({ reference: 'Organization/1' }, from({}, 'https://b.example/Encounter/9')))).toBe('B');
    expect(nameIn(resolver.resolve({ reference: 'Organization/1' }, from()))).toBe('A');
    expect(nameIn(resolver.resolve({ reference: 'https://b.example/Organization/1/_history/2' }, from()))).toBe('B');
  });

  it('lead nowhere when files disagree, and somewhere when they repeat one another', () => {
    expect(resolverOver([[], place(uuid(1), 'A'), place(uuid(1), 'B')]).resolve(urn(uuid(1)), from())).toBeNull();
    expect(nameIn(resolverOver([[], place(uuid(1), 'A'), place(uuid(1), 'A')]).resolve(urn(uuid(1)), from()))).toBe('A');
  });

  it('tell patients that are in, that are not, and that nobody knows', () => {
    const [known, refused] = entriesOf(bundle([patient(uuid(1)), patient(uuid(2))])) as [Entry, Entry];
    const patients = new Patients();
    patients.imported(patientIdentity(known).fingerprint, 'key', 'id' as Id<'Patient'>);
    patients.notImported(patientIdentity(refused).fingerprint);
    const resolver = resolverOver([[], [known, refused]], patients);
    expect(resolver.patientOf(urn(uuid(1)), from())).toEqual({ kind: 'IMPORTED', key: 'key', id: 'id' });
    expect(resolver.patientOf(urn(uuid(2)), from())).toEqual({ kind: 'SKIPPED', reason: 'its patient was not imported' });
    expect(resolver.patientOf(urn(uuid(3)), from())).toMatchObject({ kind: 'SKIPPED' });
    expect(resolver.patientOf({ display: 'Ana' }, from())).toEqual({ kind: 'SKIPPED', reason: 'it names no patient' });
  });
});
