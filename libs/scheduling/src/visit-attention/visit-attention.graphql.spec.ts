import { newId, onStatement } from '@spindle/database';
import { NOW, SchedulingClinic, type AppointmentPayload } from '../testing/scheduling-clinic';
import { ToldEvents } from '../testing/told-events';

let clinic: SchedulingClinic;
let events: ToldEvents;
let day = 0;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 20 });
  events = new ToldEvents(clinic);
});
beforeEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

const later = (): string => new Date(NOW.getTime() + (day += 1) * 86_400_000).toISOString();
let next = 0;
const somebody = (): string => clinic.rows.patients[next++] ?? '';
type State = { visitAuthorization: { state: string; reason: string | null } | null; needsAttention: { reason: string }[] };
const stateOf = async (id: string): Promise<State> => (await clinic.ask<{ appointment: State }>(`{ appointment(id: "${id}") { visitAuthorization { state reason } needsAttention { reason } } }`)).data.appointment;
const listed = async (args = ''): Promise<string[]> => {
  const { data, errors } = await clinic.ask<{ visitsNeedingAttention: { edges: { node: { id: string } }[] } }>(`{ visitsNeedingAttention${args} { edges { node { id } } } }`);
  expect(errors).toEqual([]);
  return data.visitsNeedingAttention.edges.map(({ node }) => node.id);
};
const decide = (appointmentId: string, decision: 'RESERVED' | 'REFUSED' | 'NOT_NEEDED', reason: string | null = null): Promise<void> => events.tell('VisitAuthorizationDecided', appointmentId, { appointmentId, patientId: newId(), decision, reason });
const settle = (appointmentId: string, otherwise: object = {}): Promise<AppointmentPayload> => clinic.mutate('settleVisitAttention', { appointmentId, attention: 'VISIT_REFUSED', reason: 'The patient pays.', ...otherwise });

describe('the authorization of a visit', () => {
  it("waits for billing's answer, and is not needed for the free consultation", async () => {
    const visit = await clinic.book({ patientId: somebody(), startsAt: later() });
    const free = await clinic.book({ patientId: somebody(), startsAt: later(), serviceTypeCode: 'CONSULTATION', roomId: null });
    expect(await stateOf(visit.id)).toEqual({ visitAuthorization: { state: 'PENDING', reason: null }, needsAttention: [] });
    expect((await stateOf(free.id)).visitAuthorization).toEqual({ state: 'NOT_NEEDED', reason: null });
    await decide(visit.id, 'RESERVED');
    expect((await stateOf(visit.id)).visitAuthorization).toEqual({ state: 'RESERVED', reason: null });
  });

  it('puts a refused visit on the worklist until it is reserved after all', async () => {
    const visit = await clinic.book({ patientId: somebody(), startsAt: later() });
    await decide(visit.id, 'REFUSED', 'LIMIT_REACHED');
    expect(await stateOf(visit.id)).toEqual({ visitAuthorization: { state: 'REFUSED', reason: 'LIMIT_REACHED' }, needsAttention: [{ reason: 'VISIT_REFUSED' }] });
    expect(await listed()).toContain(visit.id);
    await decide(visit.id, 'RESERVED');
    expect(await listed()).not.toContain(visit.id);
    clinic.now = new Date(NOW.getTime() + 60_000);
    await decide(visit.id, 'REFUSED', 'LIMIT_REACHED');
    expect(await listed()).toContain(visit.id);
  });

  it('of a visit that is not known here changes nothing', async () => {
    const before = await clinic.asAdmin('SELECT count(*) FROM scheduling.visit_authorization');
    await decide(newId(), 'REFUSED', 'LIMIT_REACHED');
    expect(await clinic.asAdmin('SELECT count(*) FROM scheduling.visit_authorization')).toEqual(before);
  });
});

describe('a screening that fails and a consent that is withdrawn', () => {
  it.each([['ScreeningFailed', 'SCREENING_FAILED'], ['ConsentWithdrawn', 'CONSENT_WITHDRAWN']] as const)('%s marks the visits to come of the services it names, and leaves them where they are', async (type, reason) => {
    const patientId = somebody();
    const past = await clinic.book({ patientId, startsAt: '2026-03-09T14:00:00Z', practitionerId: type === 'ScreeningFailed' ? clinic.rows.ruiz : clinic.rows.okafor, roomId: type === 'ScreeningFailed' ? clinic.rows.roomOne : clinic.rows.roomTwo });
    const named = await clinic.book({ patientId, startsAt: later(), serviceTypeCode: 'DRY_NEEDLING' });
    const other = await clinic.book({ patientId, startsAt: later() });
    const recordId = newId();
    await events.tell(type, recordId, { patientId, screeningId: recordId, consentId: recordId, serviceTypeCodes: ['DRY_NEEDLING'] });
    expect(await stateOf(named.id)).toMatchObject({ needsAttention: [{ reason }] });
    expect([await stateOf(past.id), await stateOf(other.id)]).toMatchObject([{ needsAttention: [] }, { needsAttention: [] }]);
    const all = newId();
    await events.tell(type, all, { patientId, screeningId: all, consentId: all, serviceTypeCodes: [] });
    expect(await listed(`(reasons: [${reason}])`)).toEqual([named.id, other.id]);
    expect((await clinic.asAdmin<{ state: string }>('SELECT state FROM scheduling.appointment WHERE id = $1', [named.id]))[0]?.state).toBe('BOOKED');
  });
});

describe("a plan's certification", () => {
  const plan = (planId: string, patientId: string): Parameters<ToldEvents['tell']>[2] => ({ planId, patientId, episodeId: newId(), serviceTypeCodes: ['FOLLOW_UP'], visitsPlanned: 6, visitsPerWeek: 2, weeks: 3, startsOn: '2026-03-09', estimateId: null });

  it.each([['plan, lapse, certification', ['plan', 'lapse', 'certification']], ['lapse, plan, certification', ['lapse', 'plan', 'certification']], ['certification, lapse, plan', ['certification', 'lapse', 'plan']]])('leaves the same marks in any order: %s', async (_name, order) => {
    const [patientId, planId] = [somebody(), newId()];
    const [first, second] = [await clinic.book({ patientId, startsAt: later() }), await clinic.book({ patientId, startsAt: later() })];
    const on = (back: number): string => new Date(NOW.getTime() + (day - back) * 86_400_000).toISOString().slice(0, 10);
    const told = {
      plan: () => events.tell('PlanAccepted', `${planId.slice(0, -1)}a`, plan(planId, patientId) as never),
      lapse: () => events.tell('CertificationLapsed', `${planId.slice(0, -1)}b`, { planId, patientId, lapsedOn: on(1) }),
      certification: () => events.tell('PlanCertified', `${planId.slice(0, -1)}c`, { planId, patientId, certificationId: newId(), from: on(1), through: on(1) }),
    };
    for (const step of order) await told[step as keyof typeof told]();
    expect([await stateOf(first.id), await stateOf(second.id)]).toMatchObject([{ needsAttention: [] }, { needsAttention: [{ reason: 'CERTIFICATION_LAPSED' }] }]);
  });

  it('counts the visits of a plan that is known, and says nothing of another', async () => {
    const [patientId, planId] = [somebody(), newId()];
    await clinic.book({ patientId, startsAt: later() });
    await clinic.book({ patientId, startsAt: later() });
    await events.tell('PlanAccepted', planId, plan(planId, patientId) as never);
    const { data } = await clinic.ask('query ($of: [_Any!]!) { _entities(representations: $of) { ... on TreatmentPlan { id bookedVisits attendedVisits } } }', { of: [planId, patientId].map((id) => ({ __typename: 'TreatmentPlan', id })) });
    expect(data).toEqual({ _entities: [{ id: planId, bookedVisits: 2, attendedVisits: 0 }, { id: patientId, bookedVisits: null, attendedVisits: null }] });
  });
});

describe('settleVisitAttention', () => {
  it('takes the visit off the worklist and says who and why', async () => {
    const visit = await clinic.book({ patientId: somebody(), startsAt: later() });
    await decide(visit.id, 'REFUSED', 'LIMIT_REACHED');
    expect(await settle(visit.id)).toMatchObject({ appointment: { id: visit.id, version: visit.version }, errors: [] });
    expect(await listed()).not.toContain(visit.id);
    expect(await clinic.asAdmin('SELECT settlement, settled_by FROM scheduling.visit_attention WHERE appointment_id = $1', [visit.id])).toEqual([{ settlement: 'The patient pays.', settled_by: clinic.viewer().personId }]);
    expect(await settle(visit.id)).toMatchObject({ errors: [{ __typename: 'AttentionNotOpenError' }] });
  });

  it.each<[string, object, object]>([
    ['no such appointment', { appointmentId: newId() }, { __typename: 'AppointmentNotFoundError' }],
    ['no such open point', { attention: 'SCREENING_FAILED' }, { __typename: 'AttentionNotOpenError' }],
    ['no reason', { reason: ' ' }, { __typename: 'InvalidInputError', field: 'reason' }],
  ])('refuses %s and changes nothing', async (_name, otherwise, expected) => {
    const visit = await clinic.book({ patientId: somebody(), startsAt: later() });
    const before = await clinic.everything();
    expect(await settle(visit.id, otherwise)).toMatchObject({ appointment: null, errors: [expected] });
    expect(await clinic.everything()).toBe(before);
  });

  it("does not reach another practice's visit", async () => {
    const visit = await clinic.book({ patientId: somebody(), startsAt: later() });
    await decide(visit.id, 'REFUSED', 'LIMIT_REACHED');
    expect(await clinic.mutate('settleVisitAttention', { appointmentId: visit.id, attention: 'VISIT_REFUSED', reason: 'a test' }, clinic.viewer(clinic.otherPractice))).toMatchObject({ errors: [{ __typename: 'AppointmentNotFoundError' }] });
  });
});

it('the worklist goes page by page, by site, in a constant number of statements', async () => {
  const all = await listed('(first: 100)');
  const { data } = await clinic.ask<{ visitsNeedingAttention: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string } } }>('{ visitsNeedingAttention(first: 2) { edges { node { id } } pageInfo { endCursor } } }');
  const { edges, pageInfo } = data.visitsNeedingAttention;
  expect([...edges.map(({ node }) => node.id), ...(await listed(`(first: 98, after: "${pageInfo.endCursor}")`))]).toEqual(all);
  expect(await listed(`(locationId: "${clinic.rows.westminster}")`)).toEqual([]);
  let count = 0;
  const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
  await clinic.ask('{ visitsNeedingAttention(first: 100) { edges { node { id needsAttention { reason since } visitAuthorization { state } } } } }');
  stop();
  expect(count).toBe(3);
});
