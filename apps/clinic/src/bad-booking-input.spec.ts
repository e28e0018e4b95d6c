import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { Scene, type Thing } from './once/scene';

const ZONE = 'America/Denver';
const ERROR = 'errors { __typename ... on UserError { message }';
const BOOK = `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { appointment { id version startsAt localStart } ${ERROR} } } }`;
const MOVE = `mutation ($input: RescheduleAppointmentInput!) { rescheduleAppointment(input: $input) { appointment { id startsAt } present { id version state replacedBy { id startsAt } } ${ERROR} ... on StaleVersionError { currentVersion } } } }`;
const SERIES = `mutation ($input: BookSeriesInput!) { bookSeries(input: $input) { series { id } ${ERROR} } } }`;
const HELD = `mutation ($input: BookHeldSlotInput!) { bookHeldSlot(input: $input) { appointment { id } ${ERROR} } } }`;

interface Payload {
  readonly appointment: { readonly id: string; readonly version: number; readonly startsAt: string; readonly localStart: string } | null;
  readonly present: { readonly id: string; readonly version: number; readonly state: string; readonly replacedBy: { readonly id: string; readonly startsAt: string } | null } | null;
  readonly errors: readonly { readonly __typename: string; readonly message: string; readonly currentVersion?: number }[];
}

describe('bad input of booking and moving, at the gateway: a typed answer that names the way out, and nothing changed', () => {
  let scene: Scene;
  let visit: Thing;
  /** The instants at which the site's clocks next go forward and back. */
  let forward: Temporal.ZonedDateTime;
  let back: Temporal.ZonedDateTime;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.clinic.rows(`UPDATE scheduling.service_type SET retired = true WHERE practice_id = $1 AND code = 'PT_RECHECK'`, [SAMPLE_PRACTICES.spindle.id]);
    visit = await scene.visit();
    await scene.clinic.unaskedWork();
    await scene.clinic.clinic.settled();
    const now = Temporal.Instant.fromEpochMilliseconds(scene.now().getTime()).toZonedDateTimeISO(ZONE);
    const changes = [now.getTimeZoneTransition('next'), now.getTimeZoneTransition('next')?.getTimeZoneTransition('next')].filter((each) => !!each);
    const goesForward = (at: Temporal.ZonedDateTime) => at.offsetNanoseconds > at.subtract({ seconds: 1 }).offsetNanoseconds;
    [forward, back] = [changes.find(goesForward), changes.find((at) => !goesForward(at))] as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  }, 120_000);
  afterAll(() => scene?.close());

  const send = async (query: string, input: object): Promise<Payload> => {
    const { status, data, errors } = await scene.clinic.front.ask<Record<string, Payload>>(query, { input: { idempotencyKey: randomUUID(), ...input } });
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    return Object.values(data)[0] as Payload;
  };
  const booking = (otherwise: object): object => scene.booking(otherwise);
  const moving = (otherwise: object): object => ({ appointmentId: visit.id, version: visit.version, ...otherwise });
  /** How many rows there are of all that a booking or a move writes, and the last transaction that wrote one. Not `contents`: a time that came free is offered by the house itself, meanwhile. */
  const written = async (): Promise<string> => {
    const tables = ['appointment', 'reservation', 'appointment_step', 'appointment_override', 'series', 'series_occurrence', 'reminder', 'outbox_event'];
    const digests = tables.map((table) => `(SELECT count(*) || ' ' || coalesce(max(t.xmin::text::bigint), 0) FROM scheduling.${table} t) AS ${table}`);
    return JSON.stringify(await scene.clinic.rows(`SELECT ${digests.join(', ')}`));
  };
  const refused = async (query: string, input: object): Promise<Payload['errors'][number]> => {
    const before = await written();
    const { appointment, errors } = await send(query, input);
    expect(appointment ?? null).toBeNull();
    expect(await written()).toBe(before);
    const [error] = errors;
    if (!error || errors.length > 1) throw new Error(`One error was expected: ${JSON.stringify(errors)}`);
    expect(error.message).toMatch(/Choose|Read it again|Book the rest|Look whether|mend|A visit takes|is written as/);
    return error;
  };
  /** Half past two in the night in which the clocks go from two to three, in winter time. */
  const leftOut = (): object => ({ startsAt: forward.add({ minutes: 30 }).toInstant().toString(), localStart: `${forward.toPlainDate().toString()}T02:30` });

  it.each<[string, (input: object) => object, string]>([['booked', booking, BOOK], ['moved to', moving, MOVE]])('a time that the clocks leave out is not %s: the answer names the next that there is', async (_what, input, query) => {
    const error = await refused(query, input(leftOut()));
    expect(error).toMatchObject({ __typename: 'InvalidInputError', message: expect.stringContaining(`${forward.toPlainDate().toString()}T03:30`) });
  });

  it('a clock time that is not that of the instant is not booked, however it is written', async () => {
    const startsAt = scene.freeTime();
    for (const localStart of ['2028-01-01T10:00', 'noon', '2028-02-30T10:00']) expect(await refused(BOOK, booking({ startsAt, localStart }))).toMatchObject({ __typename: 'InvalidInputError' });
  });

  const past = (): object => ({ startsAt: new Date(scene.now().getTime() - (scene.now().getTime() % 60_000) - 3_600_000).toISOString() });
  const time = (more: object = {}): object => ({ startsAt: scene.freeTime(), ...more });
  const otherSite = async (): Promise<object> => time({ roomId: await scene.value('SELECT id FROM scheduling.room WHERE practice_id = $1 AND location_id = $2 ORDER BY id LIMIT 1', [SAMPLE_PRACTICES.spindle.id, SAMPLE_LOCATION_IDS.westminster]) });
  it.each<[string, () => object | Promise<object>, string]>([
    ['a time that is over', past, 'TimeInPastError'],
    ['an end before the start', () => time({ durationMinutes: -30 }), 'InvalidInputError'],
    ['an end at the start', () => time({ durationMinutes: 0 }), 'InvalidInputError'],
    ['a visit of ten thousand minutes', () => time({ durationMinutes: 10_000 }), 'InvalidInputError'],
    ['a room of another site', otherSite, 'LocationMismatchError'],
    ['a room that never was', () => time({ roomId: randomUUID() }), 'InvalidInputError'],
    ['a site that never was', () => time({ locationId: randomUUID() }), 'InvalidInputError'],
    ['a practitioner that never was', () => time({ practitionerId: randomUUID() }), 'InvalidInputError'],
  ])('%s is neither booked nor moved to', async (_what, otherwise, kind) => {
    expect((await refused(BOOK, booking(await otherwise()))).__typename).toBe(kind);
    expect((await refused(MOVE, moving(await otherwise()))).__typename).toBe(kind);
  });

  it('a service that is not offered any more is not booked', async () => {
    expect((await refused(BOOK, booking(time({ serviceTypeCode: 'PT_RECHECK' })))).__typename).toBe('ServiceRetiredError');
  });

  it('a series of 10,000 is not booked', async () => {
    const request = { patientId: scene.somebody(), serviceTypeCode: 'PT_VISIT', locationId: scene.location, weeklyTimes: [{ weekday: 'MONDAY', time: '09:00' }], visits: 10_000 };
    expect((await refused(SERIES, { request, policy: 'WHAT_FITS' })).__typename).toBe('SeriesTooLongError');
  });

  it('a stale version is told with the present one, and what became of the visit', async () => {
    const { id, version } = await scene.visit(['confirmAppointment']);
    const stale = { appointmentId: id, version: version - 1, startsAt: scene.freeTime() };
    expect(await refused(MOVE, stale)).toMatchObject({ __typename: 'StaleVersionError', currentVersion: version });
    expect((await send(MOVE, { ...stale, idempotencyKey: randomUUID() })).present).toEqual({ id, version, state: 'CONFIRMED', replacedBy: null });
  });

  it('a hold that ran out is not booked', async () => {
    const { id, version } = await scene.does('holdSlot', scene.booking({ minutes: 1 }));
    scene.clock.aheadMs += 61_000;
    await scene.clinic.unaskedWork();
    const { version: expired } = (await scene.clinic.rows<{ version: number }>('SELECT version FROM scheduling.appointment WHERE id = $1', [id]))[0] ?? { version };
    expect((await refused(HELD, { appointmentId: id, version: expired })).__typename).toBe('HoldExpiredError');
  });

  it('of two people who move one visit at the same time one wins; the other is told where it is now', async () => {
    const { id, version } = await scene.visit();
    const times = [scene.freeTime(), scene.freeTime()];
    const answers = await Promise.all(times.map((startsAt) => send(MOVE, { appointmentId: id, version, startsAt })));
    const [winner, loser] = answers.sort((one, other) => one.errors.length - other.errors.length);
    expect(winner).toMatchObject({ errors: [], appointment: { id: expect.any(String) } });
    expect(loser).toMatchObject({
      appointment: null, errors: [{ __typename: 'StaleVersionError', currentVersion: version + 1 }],
      present: { id, version: version + 1, state: 'RESCHEDULED', replacedBy: { id: winner?.appointment?.id, startsAt: winner?.appointment?.startsAt } },
    });
    expect(await scene.clinic.rows('SELECT FROM scheduling.appointment WHERE replaces_id = $1', [id])).toHaveLength(1);
  });

  it('of an hour that comes twice each is booked as it is meant, and a visit moves from one to the other', async () => {
    const [first, second] = [back.subtract({ minutes: 30 }).toInstant(), back.add({ minutes: 30 }).toInstant()];
    const localStart = `${back.toPlainDate().toString()}T01:30`;
    const made = await send(BOOK, booking({ startsAt: first.toString(), localStart, durationMinutes: 15 }));
    expect(made.appointment).toMatchObject({ startsAt: first.toString({ fractionalSecondDigits: 3 }), localStart });
    const moved = await send(MOVE, { appointmentId: made.appointment?.id, version: made.appointment?.version, startsAt: second.toString(), localStart });
    expect(moved.appointment?.startsAt).toBe(second.toString({ fractionalSecondDigits: 3 }));
  });
});
