import { newId } from '@spindle/database';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open({ patients: 20 })));
afterEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

interface Held { readonly id: string; readonly version: number; readonly kind: string; readonly validFrom: string; readonly validTo: string | null; readonly hours: number | null; readonly source: string | null }
interface Answer { readonly credential: Held | null; readonly errors: readonly { readonly __typename: string; readonly field?: string; readonly currentVersion?: number }[] }

async function change(name: 'addCredential' | 'renewCredential' | 'endCredential', input: object, viewer = clinic.admin): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const stale = name === 'addCredential' ? '' : '... on StaleVersionError { currentVersion }';
  const { data, errors } = await clinic.ask<Record<string, Answer>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { credential { id version kind identifier state validFrom validTo hours source } errors { __typename ... on InvalidInputError { field } ${stale} } } }`, { input: { idempotencyKey: newId(), ...input } }, viewer);
  const payload = data?.[name];
  if (!payload) throw new Error(JSON.stringify(errors));
  return payload;
}

const course = (otherwise: object = {}): object => ({ practitionerId: clinic.rows.okafor, kind: 'DRY_NEEDLING', identifier: 'DN-7', state: 'CO', validFrom: '2026-01-01', validTo: '2026-12-31', hours: 80, source: 'Certificate on paper', ...otherwise });
async function add(otherwise: object = {}): Promise<Held> {
  const { credential, errors } = await change('addCredential', course(otherwise));
  if (!credential) throw new Error(JSON.stringify(errors));
  return credential;
}
const needling = (startsAt: string, patient: number, otherwise: object = {}): object => ({ serviceTypeCode: 'DRY_NEEDLING', practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo, patientId: clinic.rows.patients[patient], startsAt, ...otherwise });
const worklist = async (): Promise<string[]> => {
  const { data } = await clinic.ask<{ visitsNeedingAttention: { edges: { node: { id: string } }[] } }>('{ visitsNeedingAttention(first: 100, reasons: [CREDENTIAL_ENDS]) { edges { node { id } } } }');
  return data.visitsNeedingAttention.edges.map(({ node }) => node.id);
};
const told = (id: string): Promise<{ payload: object }[]> => clinic.asAdmin<{ payload: object }>(`SELECT e.payload FROM scheduling.outbox_event e JOIN scheduling.outbox_delivery d ON d.event_id = e.id AND d.subscriber = 'patient' WHERE e.type = 'CredentialChanged' AND e.aggregate_id = $1 ORDER BY d.sequence`, [id]);

it('a course that is recorded lets its holder be booked from its first day on, and those who sign are told', async () => {
  expect(await clinic.mutate('bookAppointment', clinic.booking(needling('2026-04-06T16:00:00Z', 0)))).toMatchObject({ errors: [{ __typename: 'CredentialMissingError' }] });
  const held = await add({ validFrom: '2026-04-06', validTo: null });
  expect(held).toMatchObject({ version: 1, kind: 'DRY_NEEDLING', identifier: 'DN-7', state: 'CO', validFrom: '2026-04-06', validTo: null, hours: 80, source: 'Certificate on paper' });
  expect(await clinic.mutate('bookAppointment', clinic.booking(needling('2026-04-05T16:00:00Z', 0)))).toMatchObject({ errors: [{ __typename: 'CredentialMissingError', day: '2026-04-05' }] });
  expect(await clinic.mutate('bookAppointment', clinic.booking(needling('2026-04-06T16:00:00Z', 0)))).toMatchObject({ appointment: { state: 'BOOKED' } });
  expect(await told(held.id)).toEqual([{ payload: { credentialId: held.id, practitionerId: clinic.rows.okafor, kind: 'DRY_NEEDLING', validFrom: '2026-04-06', validThrough: null, hours: 80, confirmed: true } }]);
});

it("one that ends within booked visits lists these on the worklist, those of a series among them; its renewal takes them off", async () => {
  const { okafor, broomfield, roomTwo, patients } = clinic.rows;
  await clinic.asAdmin(`DELETE FROM scheduling.credential WHERE practitioner_id = $1 AND kind = 'DRY_NEEDLING'`, [okafor]);
  const held = await add();
  const before = await clinic.book(needling('2026-06-08T16:00:00Z', 1));
  const alone = await clinic.book(needling('2026-06-10T16:00:00Z', 1));
  const other = await clinic.book(needling('2026-06-11T16:00:00Z', 2, { serviceTypeCode: 'FOLLOW_UP' }));
  const request = { patientId: patients[3], serviceTypeCode: 'DRY_NEEDLING', locationId: broomfield, practitionerId: okafor, roomId: roomTwo, firstDay: '2026-06-02', weeklyTimes: [{ weekday: 'TUESDAY', time: '12:00' }], visits: 3 };
  const { data } = await clinic.ask<{ bookSeries: { series: { visits: { appointment: { id: string } }[] } } }>('mutation ($input: BookSeriesInput!) { bookSeries(input: $input) { series { visits { appointment { id } } } errors { __typename } } }', { input: { idempotencyKey: newId(), request, policy: 'ALL_OR_NOTHING' } });
  const [, second, third] = data.bookSeries.series.visits.map(({ appointment }) => appointment.id);
  const ended = await change('endCredential', { credentialId: held.id, version: 1, validTo: '2026-06-08' });
  expect(ended).toMatchObject({ credential: { version: 2, validTo: '2026-06-08' }, errors: [] });
  expect((await worklist()).sort()).toEqual([alone.id, second, third].sort());
  expect(await clinic.asAdmin('SELECT state FROM scheduling.appointment WHERE id = ANY($1)', [[before.id, alone.id, other.id, second, third]])).toEqual(Array(5).fill({ state: 'BOOKED' }));
  const renewed = await change('renewCredential', { credentialId: held.id, version: 2, validTo: '2027-06-08', hours: 54, source: 'Register of the state' });
  expect(renewed).toMatchObject({ credential: { version: 1, kind: 'DRY_NEEDLING', validFrom: '2026-06-09', validTo: '2027-06-08', hours: 54, source: 'Register of the state' }, errors: [] });
  expect(await worklist()).toEqual([]);
  expect(await told(held.id)).toMatchObject([{ payload: { validThrough: '2026-12-31' } }, { payload: { validThrough: '2026-06-08' } }]);
  expect(await told(renewed.credential?.id ?? '')).toMatchObject([{ payload: { validFrom: '2026-06-09', validThrough: '2027-06-08', confirmed: true } }]);
});

it.each<[string, 'addCredential' | 'renewCredential' | 'endCredential', object, object]>([
  ['a last day before the first', 'addCredential', { validTo: '2025-12-31' }, { __typename: 'InvalidInputError', field: 'validTo' }],
  ['no source', 'addCredential', { source: '  ' }, { __typename: 'InvalidInputError', field: 'source' }],
  ['a state in words', 'addCredential', { state: 'Colorado' }, { __typename: 'InvalidInputError', field: 'state' }],
  ['no hours at all', 'addCredential', { hours: 0 }, { __typename: 'InvalidInputError', field: 'hours' }],
  ['an empty number', 'addCredential', { identifier: '' }, { __typename: 'InvalidInputError', field: 'identifier' }],
  ['nobody', 'addCredential', { practitionerId: newId() }, { __typename: 'InvalidInputError', field: 'practitionerId' }],
  ['a credential that there is not', 'endCredential', { credentialId: newId(), version: 1, validTo: '2026-06-30' }, { __typename: 'CredentialNotFoundError' }],
  ['a last day before the first, later on', 'endCredential', { validTo: '2025-12-31' }, { __typename: 'InvalidInputError', field: 'validTo' }],
  ['another version than there is', 'endCredential', { version: 7, validTo: '2026-06-30' }, { __typename: 'StaleVersionError', currentVersion: 1 }],
  ['a renewal that overlaps', 'renewCredential', { validFrom: '2026-12-31', source: 'Register' }, { __typename: 'InvalidInputError', field: 'validFrom' }],
])('refuses %s and changes nothing', async (_name, mutation, otherwise, expected) => {
  const { id } = await add();
  const input = mutation === 'addCredential' ? course(otherwise) : { credentialId: id, version: 1, ...otherwise };
  const before = await clinic.everything();
  expect(await change(mutation, input)).toEqual({ credential: null, errors: [expect.objectContaining(expected)] });
  expect(await clinic.everything()).toBe(before);
});

it('one without a last day is not renewed', async () => {
  const { id } = await add({ validTo: null });
  expect(await change('renewCredential', { credentialId: id, version: 1, source: 'Register' })).toMatchObject({ credential: null, errors: [{ __typename: 'InvalidInputError', field: 'credentialId' }] });
});

it("an assistant's licence is one, and another practice's credential is none", async () => {
  const { id } = await add({ kind: 'ASSISTANT_LICENSE', hours: null });
  const stranger = clinic.viewer(clinic.otherPractice, 'PRACTICE_ADMIN');
  expect(await change('endCredential', { credentialId: id, version: 1, validTo: '2026-06-30' }, stranger)).toMatchObject({ errors: [{ __typename: 'CredentialNotFoundError' }] });
});
