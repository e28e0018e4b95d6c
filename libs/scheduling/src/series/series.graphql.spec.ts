import { newId } from '@spindle/database';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';
import { SeriesClient, type AskedSeries } from '../testing/series-client';
import { ToldEvents } from '../testing/told-events';

jest.setTimeout(30_000);

let clinic: SchedulingClinic;
let client: SeriesClient;
let events: ToldEvents;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 90 });
  client = new SeriesClient(clinic);
  events = new ToldEvents(clinic);
});
beforeEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

const starts = ({ visits }: AskedSeries): string[] => visits.map(({ appointment }) => appointment.localStart);
const plan = (otherwise: object = {}): { planId: string; patientId: string } & Record<string, unknown> => ({ planId: newId(), patientId: client.somebody(), episodeId: newId(), serviceTypeCodes: ['FOLLOW_UP'], visitsPlanned: 12, visitsPerWeek: 2, weeks: 6, startsOn: '2026-03-09', estimateId: null, ...otherwise });

describe('a series', () => {
  it('makes "twice a week for six weeks" twelve appointments in one go, each with its own reservations, and tells the house of each', async () => {
    const planned = plan();
    await events.tell('PlanAccepted', planned.planId, planned as never);
    const { series, proposal } = await client.book({ planId: planned.planId, patientId: null, serviceTypeCode: null, firstDay: null, visits: null });
    expect(proposal?.stops).toEqual([]);
    expect(series).toMatchObject({ version: 1, plan: { id: planned.planId }, patient: { id: planned.patientId }, firstDay: '2026-03-09' });
    expect(series && starts(series).slice(0, 3)).toEqual(['2026-03-09T08:30', '2026-03-12T16:00', '2026-03-16T08:30']);
    expect(series?.visits.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 12 }, (_, place) => place + 1));
    const reserved = await clinic.asAdmin('SELECT FROM scheduling.reservation r JOIN scheduling.series_occurrence o USING (practice_id, appointment_id) WHERE o.series_id = $1 AND r.live', [series?.id]);
    expect(reserved).toHaveLength(36);
    for (const { appointment } of series?.visits ?? []) expect(await clinic.eventsOf(appointment.id)).toEqual(['AppointmentBooked']);
    const { data } = await clinic.ask('query ($of: [_Any!]!) { _entities(representations: $of) { ... on TreatmentPlan { bookedVisits series { edges { node { id } } } } ... on Patient { series { edges { node { id } } } } } }', { of: [{ __typename: 'TreatmentPlan', id: planned.planId }, { __typename: 'Patient', id: planned.patientId }] });
    const listed = { series: { edges: [{ node: { id: series?.id } }] } };
    expect(data).toEqual({ _entities: [{ bookedVisits: 12, ...listed }, listed] });
  });

  it('keeps its clock time across the change of the clocks, and its length on the instant line', async () => {
    const { visits } = await client.booked({ firstDay: '2026-10-29', weeklyTimes: [{ weekday: 'THURSDAY', time: '07:15' }], visits: 2 });
    expect(visits.map(({ appointment }) => appointment.startsAt)).toEqual(['2026-10-29T13:15:00.000Z', '2026-11-05T14:15:00.000Z']);
  });

  it('names a time that the clocks leave out, with what comes after', async () => {
    const { proposal } = await client.propose({ firstDay: '2027-03-14', weeklyTimes: [{ weekday: 'SUNDAY', time: '02:30' }], visits: 1 });
    expect(proposal?.occurrences[0]).toMatchObject({ startsAt: null, conflicts: ['TIME_DOES_NOT_EXIST'], alternatives: [{ localStart: '2027-03-14T03:30' }, {}, {}] });
  });

  it('tells what is taken and the nearest alternatives; books nothing or what fits', async () => {
    const firstDay = client.ownMonth();
    const { proposal: free } = await client.propose({ firstDay });
    const second = free?.occurrences[1];
    await clinic.book({ patientId: client.somebody(), startsAt: second?.startsAt });
    const { errors } = await client.book({ firstDay });
    expect(errors).toMatchObject([{ __typename: 'SeriesConflictError', occurrences: [{ ordinal: 2, conflicts: ['PRACTITIONER_TAKEN', 'ROOM_TAKEN'] }] }]);
    expect(errors[0]?.occurrences?.[0]?.alternatives.map(({ localStart }) => localStart.slice(11))).toEqual(['15:30', '16:30', '15:15']);
    const { series } = await client.book({ firstDay }, { policy: 'WHAT_FITS' });
    expect(series?.visits.map(({ ordinal }) => ordinal)).toEqual([1, 3, 4]);
  });

  it('takes an alternative that was chosen, and keeps what the pattern said', async () => {
    const firstDay = client.ownMonth();
    const { proposal } = await client.propose({ firstDay });
    const at = new Date(Date.parse(proposal?.occurrences[1]?.startsAt ?? '') + 3_600_000).toISOString();
    const { visits } = await client.booked({ firstDay }, { choices: [{ ordinal: 2, startsAt: at }] });
    expect(visits[1]).toMatchObject({ appointment: { startsAt: at }, originalLocalStart: proposal?.occurrences[1]?.localStart });
  });

  it('finds a practitioner and a room of the site, if possible the same practitioner for all', async () => {
    const firstDay = client.ownMonth();
    const { proposal } = await client.propose({ firstDay });
    for (const occurrence of proposal?.occurrences.slice(0, 2) ?? []) await clinic.book({ patientId: client.somebody(), startsAt: occurrence.startsAt });
    const { visits } = await client.booked({ firstDay, practitionerId: null, roomId: null });
    expect(visits.map(({ appointment }) => appointment.practitioner.id)).toEqual(Array.from({ length: 4 }, () => clinic.rows.okafor));
    expect(visits.every(({ appointment }) => appointment.room !== null)).toBe(true);
  });

  it('lists the days on which nobody holds what the service needs', async () => {
    const { proposal } = await client.propose({ firstDay: '2026-06-25', serviceTypeCode: 'DRY_NEEDLING', practitionerId: null, visits: 4 });
    expect(proposal?.occurrences.map(({ localStart, conflicts }) => [localStart.slice(0, 10), conflicts])).toEqual([['2026-06-25', []], ['2026-06-29', []], ['2026-07-02', ['CREDENTIAL']], ['2026-07-06', ['CREDENTIAL']]]);
  });
});

describe('the limits of a series', () => {
  it('are not known while no copy has come, and then stop nothing', async () => {
    const { proposal } = await client.propose();
    expect(proposal?.knownLimits).toEqual({ visitsLeftKnowledge: 'NOT_KNOWN', visitsLeft: null, planKnowledge: 'NOT_KNOWN', planVisitsLeft: null, certificationKnowledge: 'NOT_KNOWN', certifiedThrough: null });
    expect(proposal?.occurrences.every(({ conflicts }) => conflicts.length === 0)).toBe(true);
  });

  it("stop it at the plan's number, at the certification's end and at the visits left, each named", async () => {
    const planned = plan({ visitsPlanned: 5 });
    const { planId, patientId } = planned;
    await events.tell('PlanAccepted', planId, planned as never);
    const certificationId = newId();
    await events.tell('PlanCertified', certificationId, { planId, patientId, certificationId, from: '2026-04-01', through: '2026-04-14' });
    const coverageId = newId();
    await events.tell('VisitsLeftChanged', coverageId, { patientId, coverageId, visitsLeft: 2, asOf: '2026-03-09T00:00:00Z', serviceTypeCodes: [] });
    const wanted = { planId, patientId: null, practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo, firstDay: '2026-04-06', visits: 7 };
    const { proposal } = await client.propose(wanted);
    expect(proposal?.stops).toEqual([{ limit: 'VISITS_LEFT', fromOrdinal: 3, visits: 5 }]);
    await events.tell('VisitsLeftChanged', coverageId, { patientId, coverageId, visitsLeft: null, asOf: '2026-03-09T01:00:00Z', serviceTypeCodes: [] });
    const { series, proposal: second } = await client.book(wanted);
    expect(second?.stops).toEqual([{ limit: 'CERTIFICATION', fromOrdinal: 4, visits: 4 }]);
    expect(series?.visits).toHaveLength(3);
    await events.tell('PlanCertified', certificationId, { planId, patientId, certificationId, from: '2026-04-01', through: '2026-12-31' });
    const { proposal: third } = await client.propose({ ...wanted, firstDay: '2026-05-04', visits: 4 });
    expect(third?.stops).toEqual([{ limit: 'PLAN_NUMBER', fromOrdinal: 3, visits: 2 }]);
    expect(third?.knownLimits).toEqual({ visitsLeftKnowledge: 'NO_LIMIT', visitsLeft: null, planKnowledge: 'KNOWN', planVisitsLeft: 2, certificationKnowledge: 'KNOWN', certifiedThrough: '2026-12-31' });
  });

  it("count visits for which billing's answer is awaited", async () => {
    const patientId = client.somebody();
    const coverageId = newId();
    await events.tell('VisitsLeftChanged', coverageId, { patientId, coverageId, visitsLeft: 5, asOf: '2026-03-09T00:00:00Z', serviceTypeCodes: ['FOLLOW_UP'] });
    await client.booked({ patientId });
    expect((await client.propose({ patientId })).proposal?.knownLimits).toMatchObject({ visitsLeft: 1 });
  });
});

describe('refuses', () => {
  it.each<[string, object, object]>([
    ['a series of 10,000', { visits: 10_000 }, { __typename: 'SeriesTooLongError', limit: 60 }],
    ['no visit', { visits: 0 }, { __typename: 'InvalidInputError', field: 'request.visits' }],
    ['no number', { visits: null }, { __typename: 'InvalidInputError', field: 'request.visits' }],
    ['no time', { weeklyTimes: [] }, { __typename: 'InvalidInputError', field: 'request.weeklyTimes' }],
    ['a time that is none', { weeklyTimes: [{ weekday: 'MONDAY', time: '24:00' }] }, { __typename: 'InvalidInputError', field: 'request.weeklyTimes' }],
    ['a time twice', { weeklyTimes: [{ weekday: 'MONDAY', time: '08:00' }, { weekday: 'MONDAY', time: '08:00' }] }, { __typename: 'InvalidInputError', field: 'request.weeklyTimes' }],
    ['a past first day', { firstDay: '2026-03-08' }, { __typename: 'InvalidInputError', field: 'request.firstDay' }],
    ['the end of the calendar', { firstDay: '9999-12-31' }, { __typename: 'InvalidInputError', field: 'request.firstDay' }],
    ['no patient', { patientId: null }, { __typename: 'InvalidInputError', field: 'request.patientId' }],
    ['an unknown patient', { patientId: newId() }, { __typename: 'PatientUnknownError' }],
    ['an unknown plan', { planId: newId() }, { __typename: 'PlanUnknownError' }],
    ['an unknown site', { locationId: newId() }, { __typename: 'InvalidInputError', field: 'request.locationId' }],
    ['an unknown service', { serviceTypeCode: 'MASSAGE' }, { __typename: 'InvalidInputError', field: 'request.serviceTypeCode' }],
    ['a retired service', { serviceTypeCode: 'CUPPING' }, { __typename: 'ServiceRetiredError' }],
    ['an unknown practitioner', { practitionerId: newId() }, { __typename: 'LocationMismatchError', mismatch: 'PRACTITIONER' }],
    ['an unknown room', { roomId: newId() }, { __typename: 'LocationMismatchError', mismatch: 'ROOM' }],
    ['a visit of no length', { durationMinutes: 0 }, { __typename: 'InvalidInputError', field: 'request.durationMinutes' }],
  ])('%s, and changes nothing', async (_name, otherwise, expected) => {
    const before = await clinic.everything();
    expect((await client.propose(otherwise)).errors).toMatchObject([expected]);
    expect((await client.book(otherwise)).errors).toMatchObject([expected]);
    expect(await clinic.everything()).toBe(before);
  });

  it('a choice for a visit that the series has not, and one between minutes', async () => {
    expect((await client.book({}, { choices: [{ ordinal: 5, startsAt: '2026-06-01T15:00:00Z' }] })).errors).toMatchObject([{ __typename: 'InvalidInputError', field: 'choices' }]);
    expect((await client.book({}, { choices: [{ ordinal: 1, startsAt: '2026-06-01T15:00:01Z' }] })).errors).toMatchObject([{ __typename: 'InvalidInputError', field: 'choices' }]);
  });

  it('the plan of another patient, and a service that the plan does not name', async () => {
    const planned = plan();
    await events.tell('PlanAccepted', planned.planId, planned as never);
    expect((await client.propose({ planId: planned.planId })).errors).toMatchObject([{ __typename: 'InvalidInputError', field: 'request.patientId' }]);
    expect((await client.propose({ planId: planned.planId, patientId: null, serviceTypeCode: 'CONSULTATION' })).errors).toMatchObject([{ __typename: 'InvalidInputError', field: 'request.serviceTypeCode' }]);
  });
});
