import { newId } from '@spindle/database';
import { NOW, SchedulingClinic, type AppointmentPayload } from '../testing/scheduling-clinic';
import { ToldEvents } from '../testing/told-events';

let clinic: SchedulingClinic;
let events: ToldEvents;
let day = 0;
beforeAll(async () => {
  clinic = await SchedulingClinic.open();
  events = new ToldEvents(clinic);
});
beforeEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

const THROUGH = ['checkInPatient', 'roomPatient', 'startTreatment', 'completeVisit'];
type Visit = { id: string; version: number };
const completed = (): Promise<Visit> => clinic.bookAnd(THROUGH, { startsAt: new Date(NOW.getTime() + (day += 1) * 86_400_000).toISOString() });
const reopen = ({ id, version }: Visit): Promise<AppointmentPayload> => clinic.mutate('revertAppointment', { appointmentId: id, version, reason: 'a test' });
const refused = { errors: [{ __typename: 'TransitionNotAllowedError', state: 'COMPLETED' }] };
const claim = (claimId: string, { id }: Visit): { claimId: string; patientId: string; appointmentIds: string[]; encounterIds: string[] } => ({ claimId, patientId: newId(), appointmentIds: [id], encounterIds: [] });

it('a signed note keeps a visit from being reopened', async () => {
  const visit = await completed();
  const [noteId, encounterId] = [newId(), newId()];
  await events.tell('NoteSigned', noteId, { noteId, encounterId, appointmentId: visit.id, patientId: newId() });
  expect(await reopen(visit)).toMatchObject(refused);
});

it('a charge keeps a visit from being reopened once it is beyond draft', async () => {
  const visit = await completed();
  const chargeId = newId();
  const charge = { chargeId, patientId: newId(), encounterId: null, appointmentId: visit.id };
  await events.tell('ChargeDrafted', chargeId, charge);
  const { appointment } = await reopen(visit);
  expect(appointment).toMatchObject({ state: 'IN_TREATMENT' });
  expect(await clinic.mutate('revertAppointment', { appointmentId: visit.id, version: appointment?.version, reason: 'a test' })).toMatchObject({ errors: [{ __typename: 'TransitionNotAllowedError' }] });
  const again = await clinic.mutate('completeVisit', { appointmentId: visit.id, version: appointment?.version });
  await events.tell('ChargeReleased', chargeId, charge);
  expect(await reopen(again.appointment ?? visit)).toMatchObject(refused);
});

it.each([[['one submitted', 'other submitted', 'one voided']], [['one submitted', 'one voided', 'other submitted']], [['other submitted', 'one submitted', 'one voided']]])('of two claims the one that stands keeps the lock: %s', async (order) => {
  const visit = await completed();
  const claims: Record<string, string> = { one: newId(), other: newId() };
  for (const step of order) {
    const [which = '', what] = step.split(' ');
    await events.tell(what === 'submitted' ? 'ClaimSubmitted' : 'ClaimVoided', claims[which] ?? '', claim(claims[which] ?? '', visit));
  }
  expect(await reopen(visit)).toMatchObject(refused);
  await events.tell('ClaimVoided', claims['other'] ?? '', claim(claims['other'] ?? '', visit));
  expect(await reopen(visit)).toMatchObject({ appointment: { state: 'IN_TREATMENT' } });
});

it('a fee for the missed visit must be reversed before a late arrival', async () => {
  const visit = await clinic.book({ startsAt: '2026-03-09T14:00:00Z' });
  clinic.now = new Date('2026-03-09T14:20:00Z');
  const { appointment } = await clinic.mutate('recordNoShow', { appointmentId: visit.id, version: visit.version, reasonCode: 'UNKNOWN' });
  const fee = { feeId: newId(), appointmentId: visit.id, patientId: newId() };
  await events.tell('FeePosted', fee.feeId, fee);
  const arrive = (): Promise<AppointmentPayload> => clinic.mutate('checkInPatient', { appointmentId: visit.id, version: appointment?.version });
  expect(await arrive()).toMatchObject({ errors: [{ __typename: 'TransitionNotAllowedError', state: 'NO_SHOW' }] });
  await events.tell('FeeReversed', fee.feeId, fee);
  expect(await arrive()).toMatchObject({ appointment: { state: 'ARRIVED' } });
});

it('lets locks of visits that are not known here pass', async () => {
  const noteId = newId();
  await events.tell('NoteSigned', noteId, { noteId, encounterId: newId(), appointmentId: newId(), patientId: newId() });
  await events.tell('NoteSigned', newId(), { noteId, encounterId: newId(), appointmentId: null, patientId: newId() });
  expect(await clinic.asAdmin('SELECT FROM scheduling.visit_lock WHERE source_id = $1', [noteId])).toEqual([]);
});
