import { newId } from '@spindle/database';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open({ patients: 10 })));
afterEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

type Named = 'createServiceType' | 'changeServiceType' | 'retireServiceType' | 'offerServiceTypeAgain';
interface Answer { readonly serviceType: { readonly code: string; readonly version: number; readonly [field: string]: unknown } | null; readonly errors: readonly object[] }

async function change(name: Named, input: object, viewer = clinic.admin): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const details = `${/create|change/.test(name) ? '... on InvalidInputError { field }' : ''} ${name === 'createServiceType' ? '' : '... on StaleVersionError { currentVersion }'}`;
  const { data, errors } = await clinic.ask<Record<string, Answer>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { serviceType { code version name aliases durationMinutes needsRoom roomKind requiredCredential requiredCredentialHours complimentary retired gridMinutes horizonDays accepts overlap seats practitionerMinutesAfter } errors { __typename ${details} } } }`,
    { input: { idempotencyKey: newId(), ...input } }, viewer);
  const payload = data?.[name];
  if (!payload) throw new Error(JSON.stringify(errors));
  return payload;
}

let made = 0;
const create = async (otherwise: object = {}): Promise<string> => {
  const code = `SERVICE_${(made += 1)}`;
  expect(await change('createServiceType', { code, name: `Service ${made}`, durationMinutes: 30, ...otherwise })).toMatchObject({ serviceType: { code, version: 1 }, errors: [] });
  return code;
};
const told = async (code: string): Promise<[string, object][]> => (await clinic.asAdmin<{ subscriber: string; payload: object }>(
  `SELECT d.subscriber, e.payload FROM scheduling.outbox_event e JOIN scheduling.outbox_delivery d ON d.event_id = e.id WHERE e.type = 'ServiceTypeChanged' AND e.payload->>'code' = $1 ORDER BY d.subscriber, d.sequence`, [code])).map(({ subscriber, payload }) => [subscriber, payload]);

it('a service is created as usual unless told otherwise, is booked, and those who keep a copy are told', async () => {
  const code = await create({ aliases: ['Taping', 'K-tape'], practitionerMinutesAfter: 10 });
  const { data } = await clinic.ask(`{ serviceTypes(search: "k-tape") { edges { node { code name needsRoom retired gridMinutes horizonDays accepts overlap seats practitionerMinutesAfter } } } }`);
  expect(data).toEqual({ serviceTypes: { edges: [{ node: { code, name: 'Service 1', needsRoom: true, retired: false, gridMinutes: 5, horizonDays: 365, accepts: 'ANYBODY', overlap: 'EXCLUSIVE', seats: null, practitionerMinutesAfter: 10 } }] } });
  expect(await clinic.mutate('bookAppointment', clinic.booking({ serviceTypeCode: code, startsAt: '2026-04-06T16:00:00Z' }))).toMatchObject({ appointment: { state: 'BOOKED' } });
  const copy = { code, effectiveFrom: '2026-03-09', requiredCredential: null, isFree: false, isRetired: false };
  expect(await told(code)).toEqual([['billing', copy], ['patient', copy]]);
});

it('a change leaves what it does not name, and null takes away what may be absent', async () => {
  const code = await create({ roomKind: 'TREATMENT', requiredCredential: 'DRY_NEEDLING', requiredCredentialHours: 54, seats: 6 });
  expect(await change('changeServiceType', { code, version: 1, name: ' Needling class ', seats: null, durationMinutes: null })).toMatchObject({
    serviceType: { version: 2, name: 'Needling class', seats: null, durationMinutes: 30, roomKind: 'TREATMENT', requiredCredential: 'DRY_NEEDLING', requiredCredentialHours: 54 }, errors: [],
  });
  expect(await change('changeServiceType', { code, version: 2, requiredCredential: null, complimentary: true })).toMatchObject({ serviceType: { version: 3, requiredCredential: null, requiredCredentialHours: null }, errors: [] });
  expect((await told(code)).filter(([subscriber]) => subscriber === 'patient').map(([, payload]) => payload)).toMatchObject([{ requiredCredential: 'DRY_NEEDLING', isFree: false }, { requiredCredential: 'DRY_NEEDLING' }, { requiredCredential: null, isFree: true }]);
});

it('a service that needs a credential from now on lists the booked visits of those who do not hold it, until it needs none', async () => {
  const code = await create();
  const startsAt = '2026-04-07T16:00:00Z';
  const byOkafor = await clinic.book({ serviceTypeCode: code, startsAt, practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo, patientId: clinic.rows.patients[1] });
  await clinic.book({ serviceTypeCode: code, startsAt, patientId: clinic.rows.patients[2] });
  const listed = async (): Promise<unknown> => (await clinic.ask<{ visitsNeedingAttention: { edges: unknown } }>('{ visitsNeedingAttention(reasons: [CREDENTIAL_ENDS]) { edges { node { id } } } }')).data.visitsNeedingAttention.edges;
  await change('changeServiceType', { code, version: 1, requiredCredential: 'DRY_NEEDLING', requiredCredentialHours: 54 });
  expect(await listed()).toEqual([{ node: { id: byOkafor.id } }]);
  await change('changeServiceType', { code, version: 2, requiredCredential: null });
  expect(await listed()).toEqual([]);
});

it('one that is retired is booked no more, keeps its visits, and can be offered again', async () => {
  const code = await create();
  const { id } = await clinic.book({ serviceTypeCode: code, startsAt: '2026-04-08T16:00:00Z' });
  expect(await change('retireServiceType', { code, version: 1 })).toMatchObject({ serviceType: { version: 2, retired: true }, errors: [] });
  const next = clinic.booking({ serviceTypeCode: code, startsAt: '2026-04-09T16:00:00Z' });
  expect(await clinic.mutate('bookAppointment', next)).toMatchObject({ errors: [{ __typename: 'ServiceRetiredError' }] });
  expect(await clinic.asAdmin('SELECT state FROM scheduling.appointment WHERE id = $1', [id])).toEqual([{ state: 'BOOKED' }]);
  expect(await change('retireServiceType', { code, version: 2 })).toMatchObject({ serviceType: null, errors: [{ __typename: 'ServiceRetiredError' }] });
  expect(await change('offerServiceTypeAgain', { code, version: 2 })).toMatchObject({ serviceType: { version: 3, retired: false } });
  expect(await change('offerServiceTypeAgain', { code, version: 3 })).toMatchObject({ errors: [{ __typename: 'ServiceOfferedError' }] });
  expect(await clinic.mutate('bookAppointment', next)).toMatchObject({ appointment: { state: 'BOOKED' } });
});

it.each<[string, Named, object, object]>([
  ['a code in small letters', 'createServiceType', { code: 'taping' }, { field: 'code' }],
  ['a code that is in use', 'createServiceType', { code: 'FOLLOW_UP' }, { __typename: 'ServiceTypeExistsError' }],
  ['no name', 'createServiceType', { name: ' ' }, { field: 'name' }],
  ['a visit of four minutes', 'createServiceType', { durationMinutes: 4 }, { field: 'durationMinutes' }],
  ['a grid of seven minutes', 'createServiceType', { gridMinutes: 7 }, { field: 'gridMinutes' }],
  ['hours of no credential', 'createServiceType', { requiredCredentialHours: 20 }, { field: 'requiredCredentialHours' }],
  ['a kind of room where none is needed', 'createServiceType', { needsRoom: false, roomKind: 'GYM' }, { field: 'roomKind' }],
  ['one seat', 'createServiceType', { seats: 1 }, { field: 'seats' }],
  ['a buffer of three hours', 'changeServiceType', { code: 'FOLLOW_UP', version: 1, roomMinutesAfter: 180 }, { field: 'roomMinutesAfter' }],
  ['a service that there is not', 'changeServiceType', { code: 'MASSAGE', version: 1 }, { __typename: 'ServiceTypeNotFoundError' }],
  ['another version than there is', 'changeServiceType', { code: 'FOLLOW_UP', version: 9 }, { __typename: 'StaleVersionError', currentVersion: 1 }],
  ['another version to retire', 'retireServiceType', { code: 'FOLLOW_UP', version: 9 }, { __typename: 'StaleVersionError', currentVersion: 1 }],
])('refuses %s and changes nothing', async (_name, mutation, otherwise, expected) => {
  const input = mutation === 'createServiceType' ? { code: 'REFUSED', name: 'Refused', durationMinutes: 30, ...otherwise } : otherwise;
  const before = await clinic.everything();
  expect(await change(mutation, input)).toEqual({ serviceType: null, errors: [expect.objectContaining(expected)] });
  expect(await clinic.everything()).toBe(before);
});

it("another practice's services are its own", async () => {
  const stranger = clinic.viewer(clinic.otherPractice, 'PRACTICE_ADMIN');
  const code = await create();
  expect(await change('retireServiceType', { code, version: 1 }, stranger)).toMatchObject({ errors: [{ __typename: 'ServiceTypeNotFoundError' }] });
  expect(await change('createServiceType', { code, name: 'Theirs', durationMinutes: 20 }, stranger)).toMatchObject({ serviceType: { code, version: 1 }, errors: [] });
});
