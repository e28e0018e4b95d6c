import { newId } from '@spindle/database';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';
import { ToldEvents } from '../testing/told-events';
import { SLOT_REFUSAL_REASONS, type SlotRefusalReason } from './slot-refusal';

let clinic: SchedulingClinic;
let events: ToldEvents;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 60 });
  events = new ToldEvents(clinic);
  const { practice, rows: { broomfield, westminster } } = clinic;
  const traction = newId();
  await clinic.asAdmin(`INSERT INTO scheduling.equipment (practice_id, id, version, location_id, name, kind, retired) VALUES ($1, $2, 1, $3, 'Traction table', 'TRACTION', false)`, [practice, traction, broomfield]);
  await clinic.asAdmin(`INSERT INTO scheduling.resource VALUES ($1, $2, 'EQUIPMENT', 1)`, [practice, traction]);
  await clinic.asAdmin(`UPDATE scheduling.room SET kind = 'TABLE' WHERE practice_id = $1 AND id = $2`, [practice, clinic.rows.roomOne]);
  await clinic.asAdmin('INSERT INTO scheduling.travel_time VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), 40)', [practice, broomfield, westminster]);
});
afterEach(async () => {
  clinic.now = NOW;
  await clinic.asAdmin(`UPDATE scheduling.service_type SET room_kind = NULL, equipment_kind = NULL, accepts = 'ANYBODY' WHERE practice_id = $1`, [clinic.practice]);
});
afterAll(() => clinic.close());

interface Wanted { readonly serviceTypeCode: string; readonly locationId: string; readonly practitionerId: string; readonly patientId: string; readonly startsAt: string; readonly roomId?: string }
type Removal = () => Promise<unknown>;
/** Makes one thing, and no other, speak against the wanted slot; answers what takes that thing away. */
type Cause = (wanted: Wanted) => Promise<Removal>;
interface Case { readonly cause: Cause; readonly otherwise?: () => Partial<Wanted> }

const day = ({ startsAt }: Wanted): string => startsAt.slice(0, 10);
let people = 0;
const somebody = (): string => clinic.rows.patients[people++] ?? '';
const minutesLater = ({ startsAt }: Wanted, minutes: number): string => new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();

/** Changes the service, and changes it back. */
const service = (set: object, back: object) => async ({ serviceTypeCode }: Wanted): Promise<Removal> => {
  await changeService('changeServiceType', serviceTypeCode, set);
  return () => changeService('changeServiceType', serviceTypeCode, back);
};
/** Somebody books; the booking is found to be an error. */
const visit = (otherwise: (wanted: Wanted) => object) => async (wanted: Wanted): Promise<Removal> => {
  const { id, version } = await clinic.book({ ...wanted, patientId: somebody(), ...otherwise(wanted) });
  return async () => expect(await clinic.mutate('enterAppointmentInError', { appointmentId: id, version, reason: 'Booked for the wrong person' }, clinic.admin)).toMatchObject({ errors: [] });
};
async function change(name: string, input: object, field: string): Promise<{ id?: string; version: number }> {
  const { data, errors } = await clinic.ask<Record<string, { made: { id?: string; version: number } | null; errors: object[] }>>(
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { made: ${field} { ${field === 'serviceType' ? '' : 'id'} version } errors { __typename } } }`, { input: { idempotencyKey: newId(), ...input } }, clinic.admin);
  const made = data[name]?.made;
  if (!made) throw new Error(JSON.stringify([data, errors]));
  return made;
}
async function changeService(name: string, code: string, otherwise: object = {}): Promise<unknown> {
  const [row] = await clinic.asAdmin<{ version: number }>('SELECT version FROM scheduling.service_type WHERE practice_id = $1 AND code = $2', [clinic.practice, code]);
  return change(name, { code, version: row?.version, ...otherwise }, 'serviceType');
}
const closure = (kind: 'CLOSURE' | 'HOLIDAY') => async (wanted: Wanted): Promise<Removal> => {
  const { id, version } = await change('closeLocation', { locationId: wanted.locationId, kind, name: 'Closed', localFrom: `${day(wanted)}T08:00`, localUntil: `${day(wanted)}T18:00` }, 'closure');
  return () => change('reopenLocation', { closureId: id, version }, 'closure');
};
const hours = async (wanted: Wanted, opens: string): Promise<unknown> => change('setWeeklyHours', {
  practitionerId: wanted.practitionerId, locationId: wanted.locationId, validFrom: day(wanted),
  stretches: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens, closes: '24:00' })),
}, 'weeklyHours');
let treated = 10;
/** The patient was treated here before. */
const treat = async ({ patientId }: Wanted): Promise<void> => {
  await clinic.bookAnd(['checkInPatient', 'startTreatment', 'completeVisit'], { patientId, serviceTypeCode: 'CONSULTATION', roomId: null, startsAt: `2026-03-${(treated += 1)}T15:00:00Z` });
  clinic.now = NOW;
};

const CASES: Readonly<Record<SlotRefusalReason, Case>> = {
  SERVICE_RETIRED: { cause: async ({ serviceTypeCode }) => {
    await changeService('retireServiceType', serviceTypeCode);
    return () => changeService('offerServiceTypeAgain', serviceTypeCode);
  } },
  PRACTITIONER_NOT_AT_SITE: { cause: async ({ practitionerId, locationId }) => {
    const row = [clinic.practice, locationId, practitionerId];
    await clinic.asAdmin('DELETE FROM scheduling.practitioner_location WHERE practice_id = $1 AND location_id = $2 AND practitioner_id = $3', row);
    return () => clinic.asAdmin('INSERT INTO scheduling.practitioner_location VALUES ($1, $2, $3)', row);
  } },
  ROOM_UNSUITABLE: { cause: service({ roomKind: 'POOL' }, { roomKind: null }), otherwise: () => ({ roomId: clinic.rows.roomOne }) },
  OFF_GRID: { cause: service({ gridMinutes: 15 }, { gridMinutes: 1 }), otherwise: () => ({ startsAt: '2026-05-04T16:07:00.000Z' }) },
  IN_PAST: { cause: async (wanted) => { clinic.now = new Date(minutesLater(wanted, 60)); return async () => void (clinic.now = NOW); } },
  MINIMUM_NOTICE: { cause: async (wanted) => { clinic.now = new Date(minutesLater(wanted, -60)); return service({ minimumNoticeMinutes: 120 }, { minimumNoticeMinutes: 0 })(wanted); } },
  BEYOND_HORIZON: { cause: service({ horizonDays: 1 }, { horizonDays: 730 }) },
  CLOSED: { cause: closure('CLOSURE') },
  HOLIDAY: { cause: closure('HOLIDAY') },
  OUTSIDE_HOURS: { cause: async (wanted) => { await hours(wanted, '12:00'); return () => hours(wanted, '00:00'); } },
  ABSENT: { cause: async (wanted) => {
    const { id, version } = await change('addAvailabilityException', { practitionerId: wanted.practitionerId, kind: 'ABSENCE', localFrom: `${day(wanted)}T08:00`, localUntil: `${day(wanted)}T12:00` }, 'exception');
    return () => change('withdrawAvailabilityException', { exceptionId: id, version }, 'exception');
  } },
  CREDENTIAL_MISSING: { otherwise: () => ({ serviceTypeCode: 'DRY_NEEDLING', startsAt: '2026-07-06T16:00:00.000Z' }),
    cause: async () => async () => {
      const [held] = await clinic.asAdmin<{ id: string }>(`SELECT id FROM scheduling.credential WHERE practice_id = $1 AND kind = 'DRY_NEEDLING'`, [clinic.practice]);
      await change('renewCredential', { credentialId: held?.id, version: 1, source: 'Certificate on paper' }, 'credential');
    } },
  PRACTITIONER_TAKEN: { cause: visit(() => ({ roomId: clinic.rows.roomTwo })) },
  ROOM_TAKEN: { cause: async (wanted) => {
    await service({ roomKind: 'TABLE' }, {})(wanted);
    return visit(() => ({ practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomOne }))(wanted);
  } },
  EQUIPMENT_TAKEN: { cause: async (wanted) => {
    await service({ equipmentKind: 'TRACTION' }, {})(wanted);
    return visit(() => ({ practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo }))(wanted);
  } },
  PATIENT_TAKEN: { cause: visit(({ patientId }) => ({ patientId, practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo })) },
  BUFFER: { cause: async (wanted) => {
    await visit(() => ({ startsAt: minutesLater(wanted, 30) }))(wanted);
    return service({ practitionerMinutesAfter: 15 }, { practitionerMinutesAfter: 0 })(wanted);
  } },
  TRAVEL: { cause: visit((wanted) => ({ locationId: clinic.rows.westminster, roomId: clinic.rows.westRoom, startsAt: minutesLater(wanted, 40) })) },
  NEW_PATIENTS_ONLY: { cause: async (wanted) => { await treat(wanted); return service({ accepts: 'NEW_PATIENTS' }, { accepts: 'ANYBODY' })(wanted); } },
  RETURNING_PATIENTS_ONLY: { cause: async (wanted) => { await service({ accepts: 'RETURNING_PATIENTS' }, {})(wanted); return () => treat(wanted); } },
  VISIT_LIMIT: { cause: async (wanted) => { await visitsLeft(wanted.patientId, 0); return () => visitsLeft(wanted.patientId, 1, 'T01:00:00Z'); } },
  CERTIFICATION: { cause: async (wanted) => {
    const planId = await plan(wanted.patientId);
    await certify(planId, wanted, '2026-04-01');
    return () => certify(planId, wanted, '2026-12-31');
  } },
  SESSION_ONLY: { cause: service({ seats: 6 }, { seats: null }) },
};

const coverages = new Map<string, string>();
async function visitsLeft(patientId: string, left: number | null, at = 'T00:00:00Z'): Promise<void> {
  const coverageId = coverages.get(patientId) ?? newId();
  coverages.set(patientId, coverageId);
  await events.tell('VisitsLeftChanged', coverageId, { patientId, coverageId, visitsLeft: left, asOf: `2026-03-09${at}`, serviceTypeCodes: [] });
}
async function plan(patientId: string): Promise<string> {
  const planId = newId();
  await events.tell('PlanAccepted', planId, { planId, patientId, episodeId: newId(), serviceTypeCodes: ['FOLLOW_UP'], visitsPlanned: 12, visitsPerWeek: 2, weeks: 6, startsOn: '2026-03-09', estimateId: null });
  return planId;
}
const certify = (planId: string, { patientId }: Pick<Wanted, 'patientId'>, through: string): Promise<void> => events.tell('PlanCertified', planId, { planId, patientId, certificationId: newId(), from: '2026-03-09', through });

const KNOWN = 'knownLimits { visitsLeftKnowledge visitsLeft planKnowledge planVisitsLeft certificationKnowledge certifiedThrough }';
interface Answer { readonly offered: boolean; readonly refusedTo: readonly string[]; readonly reasons: readonly string[]; readonly knownLimits: object | null }
/** Asks the search for the first slot from the wanted start on, and why it would not be had. */
async function ask({ serviceTypeCode, locationId, practitionerId, patientId, startsAt, roomId }: Wanted): Promise<Answer> {
  const { data, errors } = await clinic.ask<{ found: { slots: { startsAt: string }[]; refusals: { reason: string }[]; knownLimits: object }; why: { refusals: { reason: string }[]; knownLimits: object } }>(
    `query ($code: String!, $site: ID!, $who: ID!, $patient: ID!, $at: DateTime!, $room: ID) {
      found: availableSlots(serviceTypeCode: $code, locationIds: [$site], practitionerId: $who, patientId: $patient, from: $at, first: 1) { slots { startsAt } refusals { reason } ${KNOWN} }
      why: whyNoSlot(serviceTypeCode: $code, locationId: $site, practitionerId: $who, patientId: $patient, startsAt: $at, roomId: $room) { refusals { reason } ${KNOWN} } }`,
    { code: serviceTypeCode, site: locationId, who: practitionerId, patient: patientId, at: startsAt, room: roomId });
  expect(errors).toEqual([]);
  expect(data.found.knownLimits).toEqual(data.why.knownLimits);
  const names = (refusals: readonly { reason: string }[]): string[] => refusals.map(({ reason }) => reason);
  return { offered: data.found.slots[0]?.startsAt === startsAt, refusedTo: names(data.found.refusals), reasons: names(data.why.refusals), knownLimits: data.why.knownLimits };
}
const wanted = (at: number, otherwise: Partial<Wanted> = {}): Wanted => ({
  serviceTypeCode: 'FOLLOW_UP', locationId: clinic.rows.broomfield, practitionerId: clinic.rows.ruiz, patientId: somebody(), startsAt: new Date(Date.UTC(2026, 3, 6 + at, 16)).toISOString(), ...otherwise,
});
const book = ({ roomId, ...input }: Wanted): Promise<object> => clinic.mutate('bookAppointment', { ...input, roomId: roomId ?? null });

it.each(SLOT_REFUSAL_REASONS)('%s alone keeps a slot from the search and from booking; with that cause gone the slot is there', async (reason) => {
  const each: Case | undefined = CASES[reason];
  if (!each) throw new Error(`${reason} has no case: say what brings it about and what ends it.`);
  const slot = wanted(SLOT_REFUSAL_REASONS.indexOf(reason), each.otherwise?.());
  const remove = await each.cause(slot);
  expect(await ask(slot)).toMatchObject({ offered: false, reasons: [reason] });
  const before = await clinic.everything();
  expect(await book(slot)).toMatchObject({ appointment: null, errors: [{}] });
  expect(await clinic.everything()).toBe(before);
  await remove();
  expect(await ask(slot)).toMatchObject({ offered: true, reasons: [], refusedTo: [] });
  expect(await book(slot)).toMatchObject({ appointment: { state: 'BOOKED' }, errors: [] });
});

it('every reason that the graph can give has a case, and no other', () => {
  const type = clinic.subgraph.schema.getType('SlotRefusalReason');
  const inGraph = type && 'getValues' in type ? type.getValues().map(({ name }) => name) : [];
  expect(Object.keys(CASES).sort()).toEqual([...inGraph].sort());
  expect([...SLOT_REFUSAL_REASONS].sort()).toEqual([...inGraph].sort());
});

describe('limits of visits that belong to no series', () => {
  const NOT_KNOWN = { visitsLeftKnowledge: 'NOT_KNOWN', visitsLeft: null, planKnowledge: 'NOT_KNOWN', planVisitsLeft: null, certificationKnowledge: 'NOT_KNOWN', certifiedThrough: null };

  it('that are not known hold nothing back, and the answer says that they are not known', async () => {
    const slot = wanted(40);
    expect(await ask(slot)).toEqual({ offered: true, refusedTo: [], reasons: [], knownLimits: NOT_KNOWN });
    expect(await book(slot)).toMatchObject({ appointment: { state: 'BOOKED' } });
  });

  it('of insurance rule the service out in the search and in booking, count visits that billing has not answered, and let a visit be moved', async () => {
    const [first, second] = [wanted(41), wanted(42)];
    await visitsLeft(first.patientId, 1);
    expect((await ask(first)).knownLimits).toEqual({ ...NOT_KNOWN, visitsLeftKnowledge: 'KNOWN', visitsLeft: 1 });
    const { id, version } = await clinic.book({ ...first });
    const next = { ...second, patientId: first.patientId };
    expect(await ask(next)).toMatchObject({ offered: false, refusedTo: ['VISIT_LIMIT'], reasons: ['VISIT_LIMIT'], knownLimits: { visitsLeft: 0 } });
    expect(await book(next)).toMatchObject({ errors: [{ __typename: 'SlotNotOfferedError', refusals: [{ reason: 'VISIT_LIMIT' }], message: expect.stringMatching(/with a reason\.$/) }] });
    expect(await clinic.mutate('rescheduleAppointment', { appointmentId: id, version, startsAt: next.startsAt })).toMatchObject({ appointment: { state: 'BOOKED' }, errors: [] });
  });

  it('are set aside by a practitioner with a reason, and by nobody else', async () => {
    const slot = wanted(43);
    await visitsLeft(slot.patientId, 0);
    const input = { ...slot, override: { reason: 'The patient pays.' } };
    expect(await clinic.mutate('bookAppointment', input)).toMatchObject({ errors: [{ __typename: 'OverrideNotAllowedError' }] });
    expect(await clinic.mutate('bookAppointment', input, clinic.viewer(clinic.practice, 'PRACTITIONER'))).toMatchObject({ appointment: { state: 'BOOKED' } });
  });

  it('told of a record that was merged since are those of the one that survived', async () => {
    const slot = wanted(44);
    const mergedId = somebody();
    await visitsLeft(mergedId, 0);
    await events.tell('PatientMerged', slot.patientId, { survivorId: slot.patientId, mergedId });
    expect(await ask(slot)).toMatchObject({ offered: false, reasons: ['VISIT_LIMIT'] });
  });

  it('of one plan do not speak against the visits of another, nor before its first day or after its last', async () => {
    const slot = wanted(45);
    const planId = await plan(slot.patientId);
    expect(await ask(slot)).toMatchObject({ offered: true, knownLimits: { planKnowledge: 'KNOWN', planVisitsLeft: 12, certificationKnowledge: 'NOT_KNOWN' } });
    await certify(planId, slot, '2026-04-30');
    expect(await ask(slot)).toMatchObject({ reasons: ['CERTIFICATION'], knownLimits: { certifiedThrough: '2026-04-30' } });
    const second = await plan(slot.patientId);
    expect(await ask(slot)).toMatchObject({ offered: true, reasons: [] });
    await events.tell('CertificationLapsed', second, { planId: second, patientId: slot.patientId, lapsedOn: '2026-05-01' });
    expect(await ask(slot)).toMatchObject({ offered: false, reasons: ['CERTIFICATION'] });
    for (const each of [planId, second]) await events.tell('PlanClosed', each, { planId: each, patientId: slot.patientId, closedOn: '2026-05-01' });
    expect(await ask(slot)).toMatchObject({ offered: true, reasons: [] });
  });
});
