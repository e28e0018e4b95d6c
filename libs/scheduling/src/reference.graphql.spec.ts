import { newId, onStatement } from '@spindle/database';
import { SchedulingClinic } from './testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
afterAll(() => clinic.close());

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
  await work();
  stop();
  return count;
}

const listOf = (...nodes: readonly object[]): object => ({ edges: nodes.map((node) => ({ node })) });

it('lists the sites with their rooms', async () => {
  const { data } = await clinic.ask('{ locations { edges { node { name timeZone addressLines city state telephone cancellationNoticeHours noShowGraceMinutes rooms { name } } } } }');
  const site = { timeZone: 'America/Denver', addressLines: ['1 Main St'], state: 'CO', telephone: '303-555-0100', cancellationNoticeHours: 24, noShowGraceMinutes: 15 };
  expect(data).toEqual({ locations: listOf(
    { name: 'Broomfield', city: 'Broomfield', ...site, rooms: ['Gym', 'Room 1', 'Room 2'].map((name) => ({ name })) },
    { name: 'Westminster', city: 'Westminster', ...site, rooms: [{ name: 'Room 1' }] },
  ) });
});

it('lists the practitioners, and those of one site', async () => {
  const query = 'query ($locationId: ID) { practitioners(locationId: $locationId) { edges { node { name { display } credentials { kind identifier state validFrom validTo hours } locations { name } taxonomyCode } } } }';
  const okafor = { name: { display: 'Ben Okafor' }, credentials: [], locations: [{ name: 'Broomfield' }], taxonomyCode: null };
  const ruiz = {
    name: { display: 'Ana Ruiz, PT, DPT' }, locations: [{ name: 'Broomfield' }, { name: 'Westminster' }], taxonomyCode: '225100000X',
    credentials: [
      { kind: 'DRY_NEEDLING', identifier: 'DN-1', state: null, validFrom: '2025-01-01', validTo: '2026-06-30', hours: 80 },
      { kind: 'LICENSE', identifier: 'PTL-1', state: 'CO', validFrom: '2020-01-01', validTo: null, hours: null },
    ],
  };
  expect((await clinic.ask(query)).data).toEqual({ practitioners: listOf(okafor, ruiz) });
  expect((await clinic.ask(query, { locationId: clinic.rows.westminster })).data).toEqual({ practitioners: listOf(ruiz) });
  expect((await clinic.ask(query, { locationId: clinic.otherRows.westminster })).data).toEqual({ practitioners: listOf() });
  expect(await statementsOf(() => clinic.ask(query))).toBe(3);
});

it('lists the services, the free consultation and the retired among them', async () => {
  const { data } = await clinic.ask('{ serviceTypes { edges { node { code aliases durationMinutes needsRoom requiredCredential complimentary retired } } } }');
  expect(data).toEqual({ serviceTypes: listOf(
    { code: 'CUPPING', aliases: [], durationMinutes: 30, needsRoom: true, requiredCredential: null, complimentary: false, retired: true },
    { code: 'DRY_NEEDLING', aliases: ['TDN', 'IMS'], durationMinutes: 30, needsRoom: true, requiredCredential: 'DRY_NEEDLING', complimentary: false, retired: false },
    { code: 'FOLLOW_UP', aliases: ['treatment'], durationMinutes: 30, needsRoom: true, requiredCredential: null, complimentary: false, retired: false },
    { code: 'CONSULTATION', aliases: [], durationMinutes: 20, needsRoom: false, requiredCredential: null, complimentary: true, retired: false },
  ) });
});

it.each(['location', 'practitioner'] as const)("answers another practice's %s like one that does not exist", async (field) => {
  const query = `query ($id: ID!) { ${field}(id: $id) { id } }`;
  const id = field === 'location' ? clinic.rows.broomfield : clinic.rows.ruiz;
  expect((await clinic.ask(query, { id })).data).toEqual({ [field]: { id } });
  const other = await clinic.ask(query, { id }, clinic.viewer(clinic.otherPractice));
  expect(other).toEqual({ data: { [field]: null }, errors: [] });
  expect(await clinic.ask(query, { id: newId() })).toEqual(other);
});

it('resolves references of each kind in one statement', async () => {
  const { broomfield, westminster, ruiz, okafor } = clinic.rows;
  const representations = [
    ...[broomfield, westminster, clinic.otherRows.broomfield].map((id) => ({ __typename: 'Location', id })),
    ...[ruiz, okafor, 'nobody'].map((id) => ({ __typename: 'Practitioner', id })),
    ...['FOLLOW_UP', 'MASSAGE'].map((code) => ({ __typename: 'ServiceType', code })),
  ];
  const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Location { id } ... on Practitioner { id } ... on ServiceType { code } } }';
  expect(await statementsOf(async () => {
    expect((await clinic.ask(query, { of: representations })).data).toEqual({ _entities: [{ id: broomfield }, { id: westminster }, null, { id: ruiz }, { id: okafor }, null, { code: 'FOLLOW_UP' }, null] });
  })).toBe(3);
});
