import { SchedulingClinic } from '../testing/scheduling-clinic';
import { SeriesClient } from '../testing/series-client';

let clinic: SchedulingClinic;
let client: SeriesClient;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 20 });
  client = new SeriesClient(clinic);
});
afterAll(() => clinic.close());

/** Two visits of one patient, one right after the other; the room is made ready for ten minutes behind each. */
const TWICE = { firstDay: '2026-05-04', weeklyTimes: [{ weekday: 'MONDAY', time: '09:00' }, { weekday: 'MONDAY', time: '09:30' }], visits: 2 };
const roomsOf = (series: { visits: readonly { appointment: { room: { id: string } | null } }[] } | null) => series?.visits.map(({ appointment }) => appointment.room?.id);
const readied = (minutes: number) => clinic.asAdmin(`UPDATE scheduling.service_type SET room_minutes_after = $2 WHERE practice_id = $1 AND code = 'FOLLOW_UP'`, [clinic.practice, minutes]);
const bears = (resourceId: string, visits: number) => clinic.asAdmin('UPDATE scheduling.resource SET capacity = $3 WHERE practice_id = $1 AND id = $2', [clinic.practice, resourceId, visits]);

describe('a series whose visits meet in the time of a room', () => {
  beforeAll(() => readied(10));
  afterAll(() => readied(0));

  it('gets two rooms where one bears one visit', async () => {
    await bears(clinic.rows.gym, 1);
    const { series, errors } = await client.book({ ...TWICE, roomId: null });
    await bears(clinic.rows.gym, 2);
    expect(errors).toEqual([]);
    expect(new Set(roomsOf(series)).size).toBe(2);
  });

  it('gets each visit the lane that is free for it in a room that bears two, though they differ', async () => {
    const { gym, okafor } = clinic.rows;
    await clinic.book({ patientId: client.somebody(), practitionerId: okafor, roomId: gym, startsAt: '2026-05-11T14:30:00Z', durationMinutes: 35 });
    const { series, errors } = await client.book({ ...TWICE, firstDay: '2026-05-11', roomId: gym });
    expect(errors).toEqual([]);
    expect(roomsOf(series)).toEqual([gym, gym]);
    expect(await clinic.overlaps()).toBe(0);
  });
});

it('gives a practitioner who may see two at a time the second of two series at the same times', async () => {
  const { ruiz, roomOne, roomTwo } = clinic.rows;
  await clinic.asAdmin(`UPDATE scheduling.service_type SET overlap = 'OVERLAPPING' WHERE practice_id = $1 AND code = 'FOLLOW_UP'`, [clinic.practice]);
  await bears(ruiz, 2);
  const weekly = { serviceTypeCode: 'FOLLOW_UP', firstDay: '2026-06-01', weeklyTimes: [{ weekday: 'MONDAY', time: '09:00' }], visits: 3 };
  const answers = [await client.book({ ...weekly, roomId: roomOne }), await client.book({ ...weekly, roomId: roomTwo }), await client.book({ ...weekly, roomId: clinic.rows.gym })];
  expect(answers.map(({ errors }) => errors.map(({ __typename }) => __typename))).toEqual([[], [], ['SeriesConflictError']]);
  expect(answers[2]?.errors[0]?.occurrences?.map(({ conflicts }) => conflicts)).toEqual(Array(3).fill(['PRACTITIONER_TAKEN']));
});
