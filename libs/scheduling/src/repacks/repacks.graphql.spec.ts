import { newId, onStatement } from '@spindle/database';
import { SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open({ patients: 60, poolSize: 20 })));
afterAll(() => clinic.close());

interface Place { practitioner: { id: string }; location: { id: string }; room: { id: string } | null; equipmentId: string | null; startsAt: string; localStart: string }
interface Visit { appointment: { id: string; version: number; startsAt: string }; place: Place | null; cost: number; refusals: { reason: string }[] }
interface Proposal { absenceVersion: number; visits: Visit[]; cost: number; truncated: boolean }
interface Applied { moved: { id: string; state: string; replaces: { id: string } }[] | null; left: { id: string; needsAttention: { reason: string }[] }[] | null; errors: ({ __typename: string } & Record<string, unknown>)[] }

const PLACE = '{ practitioner { id } location { id } room { id } equipmentId startsAt localStart }';
const PROPOSE = `query ($absenceId: ID!, $withinDays: Int, $exclude: [ID!]) { proposeRepack(absenceId: $absenceId, withinDays: $withinDays, exclude: $exclude) { proposal { absenceVersion cost truncated visits { appointment { id version startsAt } place ${PLACE} cost refusals { reason } } } errors { __typename ... on InvalidInputError { field } } } }`;
const APPLY = `mutation ($input: ApplyRepackInput!) { applyRepack(input: $input) { moved { id state replaces { id } } left { id needsAttention { reason } }
  errors { __typename ... on UserError { message } ... on InvalidInputError { field } ... on StaleVersionError { currentVersion } ... on RepackNotFittingError { moves { appointment { id } conflict refusals { reason } } } } } }`;
const ABSENT = 'mutation ($input: AddAvailabilityExceptionInput!) { addAvailabilityException(input: $input) { exception { id version } } }';

let nextPatient = 0;
const somebody = (): string => clinic.rows.patients[nextPatient++ % 60] ?? '';
const at = (day: string, time: string): string => new Date(`${day}T${time}:00-06:00`).toISOString();

/** Ruiz, who had these visits, is away for the day. */
async function sickDay(day: string, times: readonly string[], otherwise: object = {}): Promise<{ absenceId: string; visits: string[] }> {
  const visits: string[] = [];
  for (const time of times) visits.push((await clinic.book({ patientId: somebody(), roomId: clinic.rows.roomOne, startsAt: at(day, time), ...otherwise })).id);
  const { data } = await clinic.ask<{ addAvailabilityException: { exception: { id: string } } }>(ABSENT, { input: { idempotencyKey: newId(), practitionerId: clinic.rows.ruiz, kind: 'ABSENCE', localFrom: `${day}T00:00`, localUntil: `${day}T23:59` } });
  return { absenceId: data.addAvailabilityException.exception.id, visits };
}
async function propose(absenceId: string, exclude: readonly string[] = []): Promise<Proposal> {
  const { data, errors } = await clinic.ask<{ proposeRepack: { proposal: Proposal } }>(PROPOSE, { absenceId, withinDays: 1, exclude });
  if (!data?.proposeRepack.proposal) throw new Error(JSON.stringify([data, errors]));
  return data.proposeRepack.proposal;
}
const moveOf = ({ appointment, place }: Visit): object => ({
  appointmentId: appointment.id, version: appointment.version, practitionerId: place?.practitioner.id, locationId: place?.location.id, roomId: place?.room?.id ?? null, equipmentId: place?.equipmentId ?? null, startsAt: place?.startsAt,
});
async function apply(absenceId: string, moves: readonly object[], otherwise: object = {}): Promise<Applied> {
  const { data, errors } = await clinic.ask<{ applyRepack: Applied }>(APPLY, { input: { idempotencyKey: newId(), absenceId, absenceVersion: 1, moves, ...otherwise } });
  if (!data?.applyRepack) throw new Error(JSON.stringify(errors));
  return data.applyRepack;
}
async function refused(absenceId: string, moves: readonly object[], otherwise: object = {}): Promise<object> {
  const before = await clinic.everything();
  const { moved, left, errors } = await apply(absenceId, moves, otherwise);
  expect([moved, left, await clinic.everything()]).toEqual([null, null, before]);
  return errors[0] ?? {};
}

it('gives an absent practitioner\'s visits to a colleague at the same time where that can be, and moves nothing by asking', async () => {
  const { absenceId, visits } = await sickDay('2026-04-06', ['09:00', '10:00', '11:00']);
  const before = await clinic.everything();
  const proposal = await propose(absenceId);
  expect(proposal).toEqual(await propose(absenceId));
  expect(await clinic.everything()).toBe(before);
  expect(proposal).toMatchObject({ absenceVersion: 1, cost: 180, truncated: false });
  expect(proposal.visits.map(({ appointment, place, cost }) => [appointment.id, place?.practitioner.id, place?.startsAt === appointment.startsAt, place?.room?.id, cost]))
    .toEqual(visits.map((id) => [id, clinic.rows.okafor, true, clinic.rows.roomOne, 60]));
});

it('makes the accepted moves in one go, tells the house, and puts what was left out on the worklist', async () => {
  const { absenceId, visits: [first, second, third] } = await sickDay('2026-04-13', ['09:00', '09:30', '10:00']);
  await clinic.book({ patientId: somebody(), practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo, startsAt: at('2026-04-13', '09:30') });
  expect((await propose(absenceId)).visits.map(({ cost }) => cost)).toEqual([60, 90, 90]);
  const { visits } = await propose(absenceId, [third ?? '']);
  expect(visits.map(({ cost, place }) => [cost, place?.room?.id])).toEqual([[60, clinic.rows.roomOne], [95, clinic.rows.roomTwo]]);
  const { moved, left, errors } = await apply(absenceId, visits.map(moveOf));
  expect([errors, moved?.map(({ state, replaces }) => [state, replaces.id])]).toEqual([[], [['BOOKED', first], ['BOOKED', second]]]);
  expect(left).toEqual([{ id: third, needsAttention: [{ reason: 'PRACTITIONER_ABSENT' }] }]);
  expect(await clinic.eventsOf(first ?? '')).toEqual(['AppointmentBooked', 'AppointmentRescheduled']);
  expect(await clinic.eventsOf(moved?.[0]?.id ?? '')).toEqual(['AppointmentBooked']);
  expect(await clinic.overlaps()).toBe(0);
  expect((await propose(absenceId)).visits.map(({ appointment }) => appointment.id)).toEqual([third]);
});

it('says why a visit has no place, and costs it out', async () => {
  const { absenceId } = await sickDay('2026-04-20', ['12:00'], { serviceTypeCode: 'DRY_NEEDLING' });
  await clinic.ask(ABSENT, { input: { idempotencyKey: newId(), practitionerId: clinic.rows.ruiz, kind: 'ABSENCE', localFrom: '2026-04-18T00:00', localUntil: '2026-04-23T00:00' } });
  const { visits: [visit], cost } = await propose(absenceId);
  expect([visit?.place, cost]).toEqual([null, 100_000]);
  expect(visit?.refusals.map(({ reason }) => reason).sort()).toEqual(['ABSENT', 'CREDENTIAL_MISSING']);
});

describe('refuses, and moves nothing,', () => {
  let absenceId: string;
  let visits: Visit[];
  beforeAll(async () => {
    ({ absenceId } = await sickDay('2026-04-27', ['09:00', '10:00']));
    ({ visits } = await propose(absenceId));
  });

  it('a proposal that somebody overtook', async () => {
    await clinic.book({ patientId: somebody(), practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo, startsAt: at('2026-04-27', '10:00') });
    expect(await refused(absenceId, visits.map(moveOf))).toMatchObject({ __typename: 'RepackNotFittingError', moves: [{ appointment: { id: visits[1]?.appointment.id }, conflict: 'PLACE_REFUSED', refusals: [{ reason: 'PRACTITIONER_TAKEN' }] }] });
  });

  it.each<[string, () => object[], object, object]>([
    ['two visits at one place', () => visits.map((each) => ({ ...moveOf(each), startsAt: at('2026-04-27', '15:00') })), {}, { __typename: 'RepackNotFittingError', moves: [expect.objectContaining({ conflict: 'PLACE_TAKEN' })] }],
    ['another version of a visit', () => visits.slice(0, 1).map((each) => ({ ...moveOf(each), version: 7 })), {}, { __typename: 'RepackNotFittingError', moves: [{ conflict: 'VISIT_CHANGED' }] }],
    ['a visit of nobody', () => visits.slice(0, 1).map((each) => ({ ...moveOf(each), appointmentId: newId() })), {}, { __typename: 'RepackNotFittingError', moves: [{ conflict: 'VISIT_CHANGED', appointment: null }] }],
    ['a room of another site', () => visits.slice(0, 1).map((each) => ({ ...moveOf(each), roomId: clinic.rows.westRoom })), {}, { __typename: 'RepackNotFittingError', moves: [{ conflict: 'PLACE_REFUSED' }] }],
    ["another practice's practitioner", () => visits.slice(0, 1).map((each) => ({ ...moveOf(each), practitionerId: clinic.otherRows.ruiz })), {}, { __typename: 'RepackNotFittingError', moves: [{ conflict: 'PLACE_REFUSED' }] }],
    ['a time months away', () => visits.slice(0, 1).map((each) => ({ ...moveOf(each), startsAt: at('2026-07-27', '09:00') })), {}, { __typename: 'RepackNotFittingError', moves: [{ conflict: 'PLACE_REFUSED' }] }],
    ['a time between minutes', () => visits.slice(0, 1).map((each) => ({ ...moveOf(each), startsAt: '2026-04-27T15:00:01Z' })), {}, { __typename: 'InvalidInputError', field: 'moves' }],
    ['a visit twice', () => [0, 0].flatMap((place) => visits.slice(place, 1).map(moveOf)), {}, { __typename: 'InvalidInputError', field: 'moves' }],
    ['another version of the absence', () => visits.map(moveOf), { absenceVersion: 2 }, { __typename: 'StaleVersionError', currentVersion: 1 }],
    ['an unknown absence', () => visits.map(moveOf), { absenceId: newId() }, { __typename: 'CalendarEntryNotFoundError' }],
  ])('%s', async (_what, moves, otherwise, error) => {
    expect(await refused(absenceId, moves(), otherwise)).toMatchObject(error);
  });

  it('a proposal within no days, and one for another practice', async () => {
    expect((await clinic.ask(PROPOSE, { absenceId, withinDays: 15 })).data).toMatchObject({ proposeRepack: { proposal: null, errors: [{ __typename: 'InvalidInputError', field: 'withinDays' }] } });
    expect((await clinic.ask(PROPOSE, { absenceId }, clinic.viewer(clinic.otherPractice))).data).toMatchObject({ proposeRepack: { proposal: null, errors: [{ __typename: 'CalendarEntryNotFoundError' }] } });
    expect((await clinic.ask(APPLY, { input: { idempotencyKey: newId(), absenceId, absenceVersion: 1, moves: [] } }, clinic.viewer(clinic.practice, 'BILLER'))).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});

it('answers a repeated key as the first time', async () => {
  const { absenceId } = await sickDay('2026-05-04', ['09:00']);
  const { visits } = await propose(absenceId);
  const key = { idempotencyKey: newId() };
  const first = await apply(absenceId, visits.map(moveOf), key);
  expect(first.errors).toEqual([]);
  expect(await apply(absenceId, visits.map(moveOf), key)).toEqual(first);
});

it('two who apply the same proposal at once move it once, without a deadlock, beside others who book', async () => {
  const deadlocks = await clinic.deadlocks();
  const { absenceId } = await sickDay('2026-05-11', ['09:00', '10:00', '11:00', '12:00']);
  const { visits } = await propose(absenceId);
  const bookings = ['09:00', '10:00', '13:00'].map((time) => clinic.mutate('bookAppointment', clinic.booking({ patientId: somebody(), practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo, startsAt: at('2026-05-11', time) })));
  const applied = await Promise.all([...[0, 1, 2].map(() => apply(absenceId, visits.map(moveOf))), ...bookings]);
  expect(applied.slice(0, 3).filter(({ errors }) => errors.length === 0).length).toBeLessThanOrEqual(1);
  const moves = await clinic.asAdmin<{ count: number }>(`SELECT count(*)::int AS count FROM scheduling.appointment WHERE state = 'RESCHEDULED' AND id = ANY($1)`, [visits.map(({ appointment }) => appointment.id)]);
  expect([0, 4]).toContain(moves[0]?.count);
  expect([await clinic.overlaps(), await clinic.deadlocks()]).toEqual([0, deadlocks]);
});

it('sends as many statements for ten visits as for two', async () => {
  const small = await sickDay('2026-05-18', ['09:00', '10:00']);
  const large = await sickDay('2026-05-25', Array.from({ length: 10 }, (_none, hour) => `${String(hour + 8).padStart(2, '0')}:00`));
  let count = 0;
  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    count = 0;
    const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
    await work().finally(stop);
    return count;
  };
  const proposals: Proposal[] = [];
  const asked = [await counted(async () => proposals.push(await propose(small.absenceId))), await counted(async () => proposals.push(await propose(large.absenceId)))];
  expect([asked[1], proposals[1]?.visits.length]).toEqual([asked[0], 10]);
  const applied = [small, large].map(({ absenceId }, place) => () => apply(absenceId, (proposals[place]?.visits ?? []).map(moveOf)));
  const [few, many] = [await counted(applied[0] ?? propose.bind(null, '')), await counted(applied[1] ?? propose.bind(null, ''))];
  expect(many).toBe(few);
  process.stdout.write(`Repack: ${asked[0]} statements to propose, ${few} to apply\n`);
});
