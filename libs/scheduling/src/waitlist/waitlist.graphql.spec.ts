import { randomUUID } from 'node:crypto';
import { newId, type PracticeSession } from '@spindle/database';
import { NOW, SchedulingClinic, type AppointmentPayload } from '../testing/scheduling-clinic';
import { WaitlistOffering } from './offering.service';
import { offerFreedTimes } from './waitlist-clock.service';

jest.setTimeout(30_000);

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open({ patients: 90, poolSize: 20 })));
beforeEach(() => void (clinic.now = NOW));
afterEach(async () => {
  clinic.now = new Date(NOW.getTime() + 400 * 86_400_000);
  await offer();
  await clinic.asAdmin(`UPDATE scheduling.waitlist_entry SET state = 'WITHDRAWN', ended_at = now() WHERE state = 'WAITING'`);
});
afterAll(() => clinic.close());

let next = 0;
let day = 0;
const somebody = (): string => clinic.rows.patients[next++] ?? '';
const later = (): string => new Date(NOW.getTime() + (day += 1) * 86_400_000 + 2 * 3_600_000).toISOString();

const session = (): PracticeSession => clinic.database.session(clinic.viewer());
async function offer(): Promise<number> {
  const opened = session();
  const made = await new WaitlistOffering(opened, { now: () => clinic.now }).run();
  await opened.end();
  return made;
}

interface Offer { id: string; state: string; expiresAt: string; entry: { id: string; state: string; appointment: { id: string } | null }; appointment: { id: string; state: string; version: number; startsAt: string } }
interface Payload { entry?: { id: string; version: number; state: string } | null; offer?: Offer | null; errors: ({ __typename: string } & Record<string, unknown>)[] }
const OFFER = '{ id state expiresAt entry { id state appointment { id } } appointment { id state version startsAt } }';
const FIELDS: Readonly<Record<string, string>> = {
  addToWaitlist: 'entry { id version state } errors { __typename ... on UserError { message } ... on InvalidInputError { field } }',
  withdrawFromWaitlist: 'entry { id version state } errors { __typename ... on UserError { message } ... on StaleVersionError { currentVersion } }',
  acceptWaitlistOffer: `offer ${OFFER} errors { __typename ... on UserError { message } ... on OfferClosedError { state } }`,
  declineWaitlistOffer: `offer ${OFFER} errors { __typename ... on UserError { message } ... on OfferClosedError { state } }`,
};
async function change(name: string, input: object): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const { data, errors } = await clinic.ask<Record<string, Payload>>(`mutation ($input: ${type}Input!) { ${name}(input: $input) { ${FIELDS[name]} } }`, { input: { idempotencyKey: randomUUID(), ...input } });
  const payload = data?.[name];
  if (!payload) throw new Error(JSON.stringify(errors));
  return payload;
}
async function wait(otherwise: object = {}): Promise<{ id: string; version: number }> {
  const { entry, errors } = await change('addToWaitlist', { patientId: somebody(), serviceTypeCode: 'FOLLOW_UP', ...otherwise });
  if (!entry) throw new Error(JSON.stringify(errors));
  clinic.now = new Date(clinic.now.getTime() + 1_000);
  return entry;
}
const open = async (): Promise<Offer[]> => (await clinic.ask<{ openWaitlistOffers: { edges: { node: Offer }[] } }>(`{ openWaitlistOffers(first: 100) { edges { node ${OFFER} } } }`)).data.openWaitlistOffers.edges.map(({ node }) => node);
const cancel = ({ id, version }: { id: string; version: number }): Promise<AppointmentPayload> => clinic.mutate('cancelAppointment', { appointmentId: id, version, reasonCode: 'PATIENT' });
const entryOf = async (id: string): Promise<Record<string, unknown>> => (await clinic.ask<{ waitlistEntry: Record<string, unknown> }>(`{ waitlistEntry(id: "${id}") { state appointment { id } openOffer { id } } }`)).data.waitlistEntry;

it('offers a cancelled time to the one who waits, keeps it 15 minutes, and books it when they accept', async () => {
  const startsAt = later();
  const visit = await clinic.book({ patientId: somebody(), startsAt });
  const entry = await wait();
  await cancel(visit);
  expect(await offer()).toBe(1);
  const [offered] = await open();
  expect(offered).toMatchObject({ state: 'OPEN', expiresAt: new Date(clinic.now.getTime() + 900_000).toISOString(), entry: { id: entry.id }, appointment: { state: 'HELD', startsAt } });
  expect(await clinic.mutate('bookAppointment', clinic.booking({ patientId: somebody(), startsAt }))).toMatchObject({ errors: [{ __typename: 'SlotTakenError' }] });
  const { offer: accepted } = await change('acceptWaitlistOffer', { offerId: offered?.id });
  expect(accepted).toMatchObject({ state: 'ACCEPTED', entry: { state: 'BOOKED', appointment: { id: offered?.appointment.id } }, appointment: { state: 'BOOKED' } });
  expect(await clinic.eventsOf(offered?.appointment.id ?? '')).toEqual(['AppointmentBooked']);
  expect(await offer()).toBe(0);
  expect(await change('acceptWaitlistOffer', { offerId: offered?.id })).toMatchObject({ errors: [{ __typename: 'OfferClosedError', state: 'ACCEPTED' }] });
});

it('goes to the next when the first declines, and to the one after when the second lets it pass; nobody is asked twice', async () => {
  const visit = await clinic.book({ patientId: somebody(), startsAt: later() });
  const [normal, urgent, third] = [await wait(), await wait({ priority: 'URGENT' }), await wait()];
  await cancel(visit);
  await offer();
  const [first] = await open();
  expect(first?.entry.id).toBe(urgent.id);
  expect(await change('declineWaitlistOffer', { offerId: first?.id })).toMatchObject({ offer: { state: 'DECLINED', appointment: { state: 'CANCELLED' } }, errors: [] });
  await offer();
  const [second] = await open();
  expect(second?.entry.id).toBe(normal.id);
  clinic.now = new Date(clinic.now.getTime() + 15 * 60_000);
  expect(await change('acceptWaitlistOffer', { offerId: second?.id })).toMatchObject({ errors: [{ __typename: 'OfferClosedError', state: 'EXPIRED' }] });
  await offer();
  const [after] = await open();
  expect(after?.entry.id).toBe(third.id);
  expect(await entryOf(normal.id)).toMatchObject({ state: 'WAITING', openOffer: null });
  await change('declineWaitlistOffer', { offerId: after?.id });
  await offer();
  expect(await open()).toEqual([]);
  expect(await clinic.asAdmin('SELECT FROM scheduling.freed_slot WHERE closed_at IS NULL')).toEqual([]);
});

it('offers times that a move and an ended series give back, and none that somebody took meanwhile', async () => {
  const startsAt = later();
  const moved = await clinic.book({ patientId: somebody(), startsAt });
  await wait();
  await clinic.mutate('rescheduleAppointment', { appointmentId: moved.id, version: 1, startsAt: new Date(Date.parse(startsAt) + 4 * 3_600_000).toISOString() });
  await clinic.book({ patientId: somebody(), startsAt });
  expect(await offer()).toBe(0);
  const again = await clinic.book({ patientId: somebody(), startsAt: later() });
  await clinic.mutate('rescheduleAppointment', { appointmentId: again.id, version: 1, startsAt: later() });
  expect(await offer()).toBe(1);
});

it('does not ask a patient who comes on that day already', async () => {
  const startsAt = later();
  const patientId = somebody();
  await clinic.book({ patientId, practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo, startsAt: new Date(Date.parse(startsAt) + 5 * 3_600_000).toISOString() });
  const visit = await clinic.book({ patientId: somebody(), startsAt });
  await wait({ patientId });
  await cancel(visit);
  expect(await offer()).toBe(0);
});

it('is offered by the clock, which finds the practices that have something to offer', async () => {
  const visit = await clinic.book({ patientId: somebody(), startsAt: later() });
  await wait();
  await cancel(visit);
  const surroundings = { place: clinic.test, database: clinic.database, clock: { now: () => clinic.now } };
  expect([await offerFreedTimes(surroundings), await offerFreedTimes(surroundings)]).toEqual([1, 0]);
  expect(await open()).toHaveLength(1);
});

it('withdrawing ends the waiting, and an offer that stands goes to the next', async () => {
  const visit = await clinic.book({ patientId: somebody(), startsAt: later() });
  const [first, second] = [await wait(), await wait()];
  await cancel(visit);
  await offer();
  expect(await change('withdrawFromWaitlist', { entryId: first.id, version: 1 })).toMatchObject({ entry: { state: 'WITHDRAWN', version: 2 }, errors: [] });
  await offer();
  expect((await open()).map(({ entry }) => entry.id)).toEqual([second.id]);
  expect(await change('withdrawFromWaitlist', { entryId: first.id, version: 2 })).toMatchObject({ errors: [{ __typename: 'WaitlistEntryEndedError' }] });
  expect(await change('withdrawFromWaitlist', { entryId: second.id, version: 9 })).toMatchObject({ errors: [{ __typename: 'StaleVersionError', currentVersion: 1 }] });
  expect(await change('withdrawFromWaitlist', { entryId: newId(), version: 1 })).toMatchObject({ errors: [{ __typename: 'WaitlistEntryNotFoundError' }] });
  expect(await change('declineWaitlistOffer', { offerId: newId() })).toMatchObject({ errors: [{ __typename: 'WaitlistOfferNotFoundError' }] });
});

it('makes one live offer for each time, however many cancel and offer at once', async () => {
  const deadlocks = await clinic.deadlocks();
  const visits: AppointmentPayload['appointment'][] = [];
  for (let place = 0; place < 8; place += 1) visits.push(await clinic.book({ patientId: somebody(), startsAt: later() }));
  for (let place = 0; place < 12; place += 1) await wait();
  await Promise.all([...visits.map((visit) => visit && cancel(visit)), ...Array.from({ length: 6 }, () => offer())]);
  await Promise.all(Array.from({ length: 8 }, () => offer()));
  const offers = await open();
  expect(offers).toHaveLength(8);
  expect(new Set(offers.map(({ entry }) => entry.id)).size).toBe(8);
  expect(new Set(offers.map(({ appointment }) => appointment.startsAt)).size).toBe(8);
  const answers = await Promise.all(offers.flatMap(({ id }) => [change('acceptWaitlistOffer', { offerId: id }), change('declineWaitlistOffer', { offerId: id })]));
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(8);
  expect(await clinic.overlaps()).toBe(0);
  expect(await clinic.deadlocks()).toBe(deadlocks);
});

it.each<[string, object, object]>([
  ['an unknown patient', { patientId: newId() }, { __typename: 'PatientUnknownError' }],
  ['an unknown service', { serviceTypeCode: 'MASSAGE' }, { __typename: 'InvalidInputError', field: 'serviceTypeCode' }],
  ['a retired service', { serviceTypeCode: 'CUPPING' }, { __typename: 'ServiceRetiredError' }],
  ['an unknown site', { locationIds: [newId()] }, { __typename: 'InvalidInputError', field: 'locationIds' }],
  ['an unknown practitioner', { practitionerIds: [newId()] }, { __typename: 'InvalidInputError', field: 'practitionerIds' }],
  ['days in the wrong order', { earliestDay: '2026-05-02', latestDay: '2026-05-01' }, { __typename: 'InvalidInputError', field: 'latestDay' }],
  ['a last day that is over', { latestDay: '2026-03-08' }, { __typename: 'InvalidInputError', field: 'latestDay' }],
  ['too long a notice', { noticeMinutes: 20_161 }, { __typename: 'InvalidInputError', field: 'noticeMinutes' }],
])('refuses %s and changes nothing', async (_name, otherwise, expected) => {
  const before = await clinic.everything();
  expect(await change('addToWaitlist', { patientId: clinic.rows.patients[0], serviceTypeCode: 'FOLLOW_UP', ...otherwise })).toMatchObject({ entry: null, errors: [expected] });
  expect(await clinic.everything()).toBe(before);
});

it('lists those who wait, the longest first, page by page', async () => {
  const patientId = somebody();
  const entries = [await wait({ patientId }), await wait({ locationIds: [clinic.rows.westminster] }), await wait({ locationIds: [clinic.rows.broomfield] })];
  const list = async (args: string): Promise<{ ids: string[]; end: string }> => {
    const { data } = await clinic.ask<{ waitlist: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string } } }>(`{ waitlist(${args}) { edges { node { id patient { id } serviceType { code } locations { name } practitioners { id } openOffer { id } } } pageInfo { endCursor } } }`);
    return { ids: data.waitlist.edges.map(({ node }) => node.id), end: data.waitlist.pageInfo.endCursor };
  };
  const { ids, end } = await list('first: 2');
  expect([...ids, ...(await list(`after: "${end}"`)).ids]).toEqual(entries.map(({ id }) => id));
  expect((await list(`locationId: "${clinic.rows.westminster}"`)).ids).toEqual(entries.slice(0, 2).map(({ id }) => id));
  const { data } = await clinic.ask('query ($of: [_Any!]!) { _entities(representations: $of) { ... on Patient { waitlistEntries { edges { node { id } } } } } }', { of: [{ __typename: 'Patient', id: patientId }] });
  expect(data).toEqual({ _entities: [{ waitlistEntries: { edges: [{ node: { id: entries[0]?.id } }] } }] });
});
