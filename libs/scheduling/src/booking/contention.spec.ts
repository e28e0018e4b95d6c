import { SchedulingClinic, type AppointmentPayload } from '../testing/scheduling-clinic';

jest.setTimeout(60_000);

let clinic: SchedulingClinic;
let deadlocksBefore: number;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 220, poolSize: 30 });
  deadlocksBefore = await clinic.deadlocks();
});
afterEach(async () => {
  expect(await clinic.overlaps()).toBe(0);
  expect(await clinic.deadlocks()).toBe(deadlocksBefore);
});
afterAll(() => clinic.close());

const kinds = (answers: readonly AppointmentPayload[]): Record<string, number> => {
  const names = answers.map(({ appointment, errors }) => (appointment ? 'done' : errors[0]?.__typename ?? 'nothing'));
  return Object.fromEntries(Object.entries(Object.groupBy(names, (name) => name)).map(([name, all]) => [name, all?.length ?? 0]));
};

it('lets one of 200 have a slot and tells the 199 others so', async () => {
  const { patients } = clinic.rows;
  const answers = await Promise.all(patients.slice(0, 200).map((patientId) => clinic.mutate('bookAppointment', clinic.booking({ patientId, startsAt: '2026-03-10T16:00:00Z' }))));
  expect(kinds(answers)).toEqual({ done: 1, SlotTakenError: 199 });
  const refused = answers.find(({ appointment }) => !appointment);
  expect(refused?.errors[0]).toMatchObject({ taken: ['PRACTITIONER', 'ROOM'], nearestStarts: ['2026-03-10T15:30:00.000Z', '2026-03-10T16:30:00.000Z'] });
});

it('lets as many have a slot as the room bears', async () => {
  const { patients, gym, ruiz, okafor } = clinic.rows;
  const asked = patients.slice(0, 60).map((patientId, index) => clinic.mutate('bookAppointment', clinic.booking({ patientId, practitionerId: index % 2 ? ruiz : okafor, roomId: gym, startsAt: '2026-03-11T16:00:00Z' })));
  expect(kinds(await Promise.all(asked))).toEqual({ done: 2, SlotTakenError: 58 });
});

it('gives a key its one answer, however many send it at a time', async () => {
  const input = clinic.booking({ idempotencyKey: crypto.randomUUID(), startsAt: '2026-03-12T16:00:00Z' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => clinic.mutate('bookAppointment', input)));
  expect(new Set(answers.map(({ appointment }) => appointment?.id)).size).toBe(1);
  expect(kinds(answers)).toEqual({ done: 20 });
});

it('lets two visits cross and swap without a deadlock', async () => {
  const { roomOne, roomTwo, ruiz, okafor, patients: [first, second] } = clinic.rows;
  let one = await clinic.book({ patientId: first, practitionerId: ruiz, roomId: roomOne, startsAt: '2026-03-13T16:00:00Z' });
  let two = await clinic.book({ patientId: second, practitionerId: okafor, roomId: roomTwo, startsAt: '2026-03-13T17:00:00Z' });
  for (let round = 0; round < 15; round += 1) {
    const [oneAt, twoAt] = round % 2 === 0 ? ['17', '16'] : ['16', '17'];
    const move = (visit: typeof one, hour: string | undefined, there: object): Promise<AppointmentPayload> =>
      clinic.mutate('rescheduleAppointment', { appointmentId: visit.id, version: visit.version, startsAt: `2026-03-13T${hour}:00:00Z`, ...there });
    const answers = await Promise.all([move(one, oneAt, { practitionerId: round % 2 === 0 ? okafor : ruiz, roomId: round % 2 === 0 ? roomTwo : roomOne }), move(two, twoAt, { practitionerId: round % 2 === 0 ? ruiz : okafor, roomId: round % 2 === 0 ? roomOne : roomTwo })]);
    expect(answers.every(({ appointment, errors }) => appointment !== null || errors[0]?.__typename === 'SlotTakenError')).toBe(true);
    [one, two] = [answers[0]?.appointment ?? one, answers[1]?.appointment ?? two];
  }
});

it('moves a visit by ten minutes onto its own time', async () => {
  const visit = await clinic.book({ startsAt: '2026-03-14T16:00:00Z' });
  const { appointment } = await clinic.mutate('rescheduleAppointment', { appointmentId: visit.id, version: visit.version, startsAt: '2026-03-14T16:10:00Z' });
  expect(appointment?.state).toBe('BOOKED');
});
