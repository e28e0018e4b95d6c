import { onStatement } from '@spindle/database';
import { SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => {
  clinic = await SchedulingClinic.open();
  const ended = async (startsAt: string, reasonCode: string, otherwise: object = {}): Promise<void> => {
    const { id, version } = await clinic.book({ startsAt, ...otherwise });
    await clinic.mutate('cancelAppointment', { appointmentId: id, version, reasonCode });
  };
  const { westminster, westRoom, patients } = clinic.rows;
  await ended('2026-03-11T16:00:00Z', 'WEATHER');
  await ended('2026-03-12T05:30:00Z', 'WEATHER');
  await ended('2026-03-12T16:00:00Z', 'PATIENT');
  await ended('2026-03-11T18:00:00Z', 'ROOM', { locationId: westminster, roomId: westRoom, patientId: patients[1] });
  await ended('2026-03-09T20:00:00Z', 'PATIENT_TRANSPORT');
  const missed = await clinic.book({ startsAt: '2026-03-09T16:00:00Z', patientId: patients[2] });
  clinic.now = new Date('2026-03-09T16:16:00Z');
  await clinic.mutate('recordNoShow', { appointmentId: missed.id, version: 1, reasonCode: 'PATIENT_TRANSPORT' });
}, 30_000);
afterAll(() => clinic.close());

const QUERY = 'query ($from: Date!, $through: Date!, $locationId: ID) { cancellationCounts(from: $from, through: $through, locationId: $locationId) { counts { code cancelled lateCancelled noShow } } }';
type Counts = { cancellationCounts: { counts: { code: string; cancelled: number; lateCancelled: number; noShow: number }[] } };
const count = async (variables: object, viewer = clinic.admin): Promise<Counts['cancellationCounts']['counts']> => (await clinic.ask<Counts>(QUERY, { from: '2026-03-09', through: '2026-03-12', ...variables }, viewer)).data.cancellationCounts.counts;

it('counts by reason, apart what was late and what was missed', async () => {
  expect(await count({})).toEqual([
    { code: 'PATIENT_TRANSPORT', cancelled: 0, lateCancelled: 1, noShow: 1 }, { code: 'WEATHER', cancelled: 2, lateCancelled: 0, noShow: 0 },
    { code: 'PATIENT', cancelled: 1, lateCancelled: 0, noShow: 0 }, { code: 'ROOM', cancelled: 1, lateCancelled: 0, noShow: 0 },
  ]);
});

it("counts the site's days, to their last minute, and one site alone", async () => {
  expect(await count({ from: '2026-03-11', through: '2026-03-11', locationId: clinic.rows.broomfield })).toEqual([{ code: 'WEATHER', cancelled: 2, lateCancelled: 0, noShow: 0 }]);
  expect(await count({ from: '2026-03-11', locationId: clinic.rows.westminster })).toEqual([{ code: 'ROOM', cancelled: 1, lateCancelled: 0, noShow: 0 }]);
});

it('counts nothing of another practice, nor of a site that is not the own', async () => {
  expect(await count({}, clinic.viewer(clinic.otherPractice, 'PRACTICE_ADMIN'))).toEqual([]);
  expect(await count({ locationId: clinic.rows.broomfield }, { ...clinic.admin, siteIds: [clinic.rows.westminster] })).toEqual([]);
  expect((await count({}, { ...clinic.admin, siteIds: [clinic.rows.westminster] })).map(({ code }) => code)).toEqual(['ROOM']);
});

it('is for the administrator', async () => {
  expect((await clinic.ask(QUERY, { from: '2026-03-09', through: '2026-03-12' })).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
});

it.each([[{ from: '2026-03-12', through: '2026-03-09' }], [{ from: '2026-01-01', through: '2027-01-02' }]])('refuses the days %j', async (days) => {
  expect((await clinic.ask(QUERY, days, clinic.admin)).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});

it('takes one statement', async () => {
  let statements = 0;
  const stop = onStatement(({ purpose }) => void (statements += purpose === 'DOMAIN' ? 1 : 0));
  await count({});
  stop();
  expect(statements).toBe(1);
});
