import { newId, onStatement } from '@spindle/database';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';
import { SeriesClient } from '../testing/series-client';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open({ patients: 30 })));
beforeEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

interface Intent { template: string; state: string; dueAt: string }
const intents = async (id: string): Promise<Intent[]> => (await clinic.ask<{ appointment: { reminders: Intent[] } }>(`{ appointment(id: "${id}") { reminders { template state dueAt } } }`)).data.appointment.reminders;
const SET = 'mutation ($input: SetReminderScheduleInput!) { setReminderSchedule(input: $input) { schedule { serviceTypeCode version offsets { daysBefore localTime } quietFrom quietUntil } errors { __typename ... on InvalidInputError { field } ... on StaleVersionError { currentVersion } } } }';
interface Set { schedule: object | null; errors: object[] }
const set = async (otherwise: object = {}, viewer = clinic.admin): Promise<Set> => (await clinic.ask<{ setReminderSchedule: Set }>(SET, { input: { idempotencyKey: newId(), version: 0, offsets: [{ daysBefore: 1 }], quietFrom: '21:00', quietUntil: '08:00', ...otherwise } }, viewer)).data.setReminderSchedule;

it('a visit is reminded of a day before at its time; a moved one at its new time, a cancelled one no more, and one taken back again', async () => {
  const visit = await clinic.book({ startsAt: '2026-03-16T16:00:00Z' });
  expect(await intents(visit.id)).toEqual([{ template: 'VISIT_REMINDER', state: 'PENDING', dueAt: '2026-03-15T16:00:00.000Z' }]);
  const { appointment: moved } = await clinic.mutate('rescheduleAppointment', { appointmentId: visit.id, version: 1, startsAt: '2026-03-20T18:00:00Z' });
  expect((await intents(visit.id)).map(({ state }) => state)).toEqual(['CANCELLED']);
  expect(await intents(moved?.id ?? '')).toEqual([{ template: 'VISIT_REMINDER', state: 'PENDING', dueAt: '2026-03-19T18:00:00.000Z' }]);
  await clinic.mutate('cancelAppointment', { appointmentId: moved?.id, version: 1, reasonCode: 'PATIENT' });
  expect((await intents(moved?.id ?? '')).map(({ state }) => state)).toEqual(['CANCELLED']);
  await clinic.mutate('revertAppointment', { appointmentId: moved?.id, version: 2, reason: 'a test' });
  expect((await intents(moved?.id ?? '')).map(({ state }) => state).sort()).toEqual(['CANCELLED', 'PENDING']);
});

it('a visit on the next morning that was booked this afternoon is not reminded of, a held time only when it is booked', async () => {
  clinic.now = new Date('2026-03-16T22:00:00Z');
  expect(await intents((await clinic.book({ startsAt: '2026-03-17T15:00:00Z' })).id)).toEqual([]);
  const { appointment: held } = await clinic.mutate('holdSlot', clinic.booking({ startsAt: '2026-03-27T16:00:00Z' }));
  expect(await intents(held?.id ?? '')).toEqual([]);
  await clinic.mutate('bookHeldSlot', { appointmentId: held?.id, version: 1 });
  expect(await intents(held?.id ?? '')).toMatchObject([{ state: 'PENDING', dueAt: '2026-03-26T16:00:00.000Z' }]);
});

it('keeps ids, the name of a text and times, and nothing of anybody', async () => {
  const columns = await clinic.asAdmin<{ name: string }>(`SELECT attname AS name FROM pg_attribute WHERE attrelid = 'scheduling.reminder'::regclass AND attnum > 0 ORDER BY 1`);
  expect(columns.map(({ name }) => name)).toEqual(['appointment_id', 'attempts', 'due_at', 'ended_at', 'id', 'next_attempt_at', 'practice_id', 'reason', 'state', 'template']);
});

it('everybody whom a repack moves is told, and reminded at the new time', async () => {
  const visit = await clinic.book({ startsAt: '2026-03-23T16:00:00Z' });
  const { data: { addAvailabilityException: { exception } } } = await clinic.ask<{ addAvailabilityException: { exception: { id: string } } }>('mutation ($input: AddAvailabilityExceptionInput!) { addAvailabilityException(input: $input) { exception { id } } }',
    { input: { idempotencyKey: newId(), practitionerId: clinic.rows.ruiz, kind: 'ABSENCE', localFrom: '2026-03-23T00:00', localUntil: '2026-03-24T00:00' } });
  const move = { appointmentId: visit.id, version: 1, practitionerId: clinic.rows.okafor, locationId: clinic.rows.broomfield, roomId: clinic.rows.roomOne, startsAt: '2026-03-23T17:00:00Z' };
  const { data } = await clinic.ask<{ applyRepack: { moved: { reminders: Intent[] }[] } }>('mutation ($input: ApplyRepackInput!) { applyRepack(input: $input) { moved { reminders { template state dueAt } } errors { __typename } } }', { input: { idempotencyKey: newId(), absenceId: exception.id, absenceVersion: 1, moves: [move] } });
  expect(data.applyRepack.moved[0]?.reminders).toEqual([{ template: 'VISIT_MOVED', state: 'PENDING', dueAt: NOW.toISOString() }, { template: 'VISIT_REMINDER', state: 'PENDING', dueAt: '2026-03-22T17:00:00.000Z' }]);
});

it('a practice says when, a service otherwise; what stands already keeps its time', async () => {
  expect((await clinic.ask('{ reminderSchedule { serviceTypeCode version offsets { daysBefore localTime } quietFrom quietUntil } }')).data).toEqual({ reminderSchedule: { serviceTypeCode: null, version: 0, offsets: [{ daysBefore: 1, localTime: null }], quietFrom: '21:00', quietUntil: '08:00' } });
  const before = await clinic.book({ startsAt: '2026-04-06T16:00:00Z' });
  expect(await set({ offsets: [{ daysBefore: 2, localTime: '10:00' }, { daysBefore: 0, localTime: '08:30' }] })).toMatchObject({ schedule: { version: 1 }, errors: [] });
  expect(await set({ serviceTypeCode: 'CONSULTATION', offsets: [] })).toMatchObject({ schedule: { serviceTypeCode: 'CONSULTATION', version: 1 }, errors: [] });
  expect((await intents((await clinic.book({ startsAt: '2026-04-07T16:00:00Z' })).id)).map(({ dueAt }) => dueAt)).toEqual(['2026-04-05T16:00:00.000Z', '2026-04-07T14:30:00.000Z']);
  expect(await intents((await clinic.book({ startsAt: '2026-04-08T16:00:00Z', serviceTypeCode: 'CONSULTATION', roomId: null })).id)).toEqual([]);
  expect((await intents(before.id)).map(({ dueAt }) => dueAt)).toEqual(['2026-04-05T16:00:00.000Z']);
  expect(await set({ version: 0 })).toMatchObject({ schedule: null, errors: [{ __typename: 'StaleVersionError', currentVersion: 1 }] });
  expect(await set({ version: 1 })).toMatchObject({ schedule: { version: 2 }, errors: [] });
});

it.each<[string, object, string]>([
  ['an unknown service', { serviceTypeCode: 'MASSAGE' }, 'serviceTypeCode'],
  ['six reminders', { offsets: Array.from({ length: 6 }, () => ({ daysBefore: 1 })) }, 'offsets'],
  ['a reminder two months before', { offsets: [{ daysBefore: 60 }] }, 'offsets'],
  ['a reminder after the visit', { offsets: [{ daysBefore: -1 }] }, 'offsets'],
  ['a reminder at the start itself', { offsets: [{ daysBefore: 0 }] }, 'offsets'],
  ['a time that no clock shows', { offsets: [{ daysBefore: 1, localTime: '25:00' }] }, 'offsets'],
  ['quiet hours from no time', { quietFrom: 'late' }, 'quietFrom'],
])('refuses %s, and changes nothing', async (_what, otherwise, field) => {
  const before = await clinic.everything();
  expect(await set(otherwise)).toMatchObject({ schedule: null, errors: [{ __typename: 'InvalidInputError', field }] });
  expect(await clinic.everything()).toBe(before);
});

it('a series of ten is planned in as many statements as one of two', async () => {
  const series = new SeriesClient(clinic);
  const counted = async (visits: number): Promise<number> => {
    let count = 0;
    const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
    const { id } = await series.booked({ visits }).finally(stop);
    expect(await clinic.asAdmin('SELECT FROM scheduling.reminder r JOIN scheduling.series_occurrence o USING (practice_id, appointment_id) WHERE o.series_id = $1', [id])).not.toEqual([]);
    return count;
  };
  const few = await counted(2);
  expect(await counted(10)).toBe(few);
});
