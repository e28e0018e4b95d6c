import { withNpiCheckDigit } from '@spindle/kernel';
import { newId } from '@spindle/database';
import { SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 20, poolSize: 12 });
  await clinic.asAdmin(`INSERT INTO scheduling.service_type SELECT practice_id, 'TRACTION', 'Traction', '{}', 30, false, NULL, false, false FROM scheduling.service_type WHERE code = 'FOLLOW_UP'`);
  await clinic.asAdmin(`UPDATE scheduling.service_type SET equipment_kind = 'TRACTION_TABLE', grid_minutes = 1 WHERE code = 'TRACTION'`);
});
afterEach(async () => expect(await clinic.overlaps()).toBe(0));
afterAll(() => clinic.close());

interface Payload { readonly thing: { readonly id: string; readonly version?: number } | null; readonly errors: readonly { readonly __typename: string; readonly field?: string; readonly appointments?: readonly { readonly id: string }[] }[] }

/** What each mutation answers with, and which of its errors have more to say. */
const ANSWERS: Readonly<Record<string, readonly [thing: string, fields: string, errors: string]>> = {
  addEquipment: ['equipment', 'id version kind capacity retired location { name }', ''], changeEquipment: ['equipment', 'id version name kind capacity', '... on BookedVisitsError { appointments { id } }'],
  retireEquipment: ['equipment', 'id version retired', '... on BookedVisitsError { appointments { id } }'], setTravelTime: ['location', 'id travelTimes { location { name } minutes }', '... on BookedVisitsError { appointments { id } groupSessions { id } }'],
  addLocation: ['location', 'id name timeZone cancellationNoticeHours noShowGraceMinutes rooms { name }', ''], addRoom: ['room', 'id name location { name }', ''],
  addPractitioner: ['practitioner', 'id npi name { display } locations { name }', ''], setWeeklyHours: ['weeklyHours', 'id', ''],
};

async function change(name: string, input: object, viewer = clinic.admin): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const [thing, fields, extra] = ANSWERS[name] ?? ['', '', ''];
  const invalid = name === 'retireEquipment' ? '' : '... on InvalidInputError { field }';
  const { data, errors } = await clinic.ask<Record<string, Payload>>(`mutation ($input: ${type}Input!) { ${name}(input: $input) { thing: ${thing} { ${fields} } errors { __typename ${invalid} ${extra} } } }`, { input: { idempotencyKey: newId(), ...input } }, viewer);
  const payload = data?.[name];
  if (!payload) throw new Error(JSON.stringify(errors));
  return payload;
}

const table = (name: string, otherwise: object = {}): Promise<Payload> => change('addEquipment', { locationId: clinic.rows.broomfield, name, kind: 'TRACTION_TABLE', ...otherwise });
const traction = (patient: number, startsAt: string, practitionerId = clinic.rows.ruiz): object => clinic.booking({ patientId: clinic.rows.patients[patient], practitionerId, roomId: null, serviceTypeCode: 'TRACTION', startsAt });

it('a practice that has nothing gets a site, a room, a practitioner and a week, and books its first visit', async () => {
  const practice = newId<'Practice'>();
  const [admin, desk] = [clinic.viewer(practice, 'PRACTICE_ADMIN'), clinic.viewer(practice)];
  const patient = newId<'Patient'>();
  await clinic.asAdmin(`INSERT INTO scheduling.service_type VALUES ($1, 'FOLLOW_UP', 'Follow-up', '{}', 30, true, NULL, false, false)`, [practice]);
  await clinic.asAdmin(`INSERT INTO scheduling.resource VALUES ($1, $2, 'PATIENT', 1)`, [practice, patient]);
  const { thing: site } = await change('addLocation', { name: 'Westside', timeZone: 'America/Chicago', addressLines: ['1 Main St'], city: 'Omaha', state: 'NE', rooms: [{ name: 'Room 1' }, { name: 'Gym', kind: 'GYM', capacity: 4 }] }, admin);
  expect(site).toMatchObject({ name: 'Westside', timeZone: 'America/Chicago', cancellationNoticeHours: 24, noShowGraceMinutes: 15, rooms: [{ name: 'Gym' }, { name: 'Room 1' }] });
  expect((await change('addRoom', { locationId: site?.id, room: { name: 'Room 2' } }, admin)).thing).toMatchObject({ name: 'Room 2', location: { name: 'Westside' } });
  const { thing: practitioner } = await change('addPractitioner', { given: 'Iris', family: 'Novak', suffix: 'DC', npi: withNpiCheckDigit('123456789'), locationIds: [site?.id] }, admin);
  expect(practitioner).toMatchObject({ name: { display: 'Iris Novak, DC' }, locations: [{ name: 'Westside' }] });
  const visit = { patientId: patient, practitionerId: practitioner?.id, locationId: site?.id, serviceTypeCode: 'FOLLOW_UP', startsAt: '2026-03-10T14:00:00Z' };
  expect(await clinic.mutate('bookAppointment', visit, desk)).toMatchObject({ errors: [{ __typename: 'SlotNotOfferedError' }] });
  await change('setWeeklyHours', { practitionerId: practitioner?.id, locationId: site?.id, validFrom: '2026-03-01', stretches: [{ weekday: 2, opens: '09:00', closes: '12:00' }] }, admin);
  const { data } = await clinic.ask(`{ locations { edges { node { name rooms { name } } } } practitioners { edges { node { npi } } } }`, {}, desk);
  expect(data).toMatchObject({ locations: { edges: [{ node: { name: 'Westside' } }] }, practitioners: { edges: [{ node: { npi: withNpiCheckDigit('123456789') } }] } });
  expect(await clinic.mutate('bookAppointment', visit, desk)).toMatchObject({ appointment: { state: 'BOOKED' }, errors: [] });
});

it('equipment counts at once: without a table nothing is booked, with one one, and what is booked is listed before it goes', async () => {
  expect(await clinic.mutate('bookAppointment', traction(0, '2026-03-10T16:00:00Z'))).toMatchObject({ errors: [{ __typename: 'SlotTakenError', taken: ['EQUIPMENT'] }] });
  const { thing } = await table('Table 1');
  expect(thing).toMatchObject({ version: 1, kind: 'TRACTION_TABLE', capacity: 1, retired: false, location: { name: 'Broomfield' } });
  const one = await clinic.book(traction(0, '2026-03-10T16:00:00Z'));
  expect(await clinic.mutate('bookAppointment', traction(1, '2026-03-10T16:00:00Z', clinic.rows.okafor))).toMatchObject({ errors: [{ __typename: 'SlotTakenError', taken: ['EQUIPMENT'] }] });
  expect((await change('changeEquipment', { equipmentId: thing?.id, version: 1, capacity: 2 })).thing).toMatchObject({ version: 2, name: 'Table 1', capacity: 2 });
  const two = await clinic.book(traction(1, '2026-03-10T16:00:00Z', clinic.rows.okafor));
  const before = await clinic.everything();
  expect(await change('changeEquipment', { equipmentId: thing?.id, version: 2, capacity: 1 })).toMatchObject({ thing: null, errors: [{ __typename: 'BookedVisitsError', appointments: [{ id: two.id }] }] });
  expect(await change('changeEquipment', { equipmentId: thing?.id, version: 2, kind: 'LASER' })).toMatchObject({ thing: null, errors: [{ __typename: 'BookedVisitsError' }] });
  expect(await change('changeEquipment', { equipmentId: thing?.id, version: 1, name: 'Table' })).toMatchObject({ thing: null, errors: [{ __typename: 'StaleVersionError' }] });
  const { errors: [booked] } = await change('retireEquipment', { equipmentId: thing?.id, version: 2 });
  expect([booked?.__typename, booked?.appointments?.map(({ id }) => id).sort()]).toEqual(['BookedVisitsError', [one.id, two.id].sort()]);
  expect(await clinic.everything()).toBe(before);
  for (const { id, version } of [one, two]) await clinic.mutate('cancelAppointment', { appointmentId: id, version, reasonCode: 'EQUIPMENT' });
  expect((await change('retireEquipment', { equipmentId: thing?.id, version: 2 })).thing).toMatchObject({ version: 3, retired: true });
  expect(await change('retireEquipment', { equipmentId: thing?.id, version: 3 })).toMatchObject({ errors: [{ __typename: 'EquipmentNotFoundError' }] });
  expect(await clinic.mutate('bookAppointment', traction(0, '2026-03-10T16:00:00Z'))).toMatchObject({ errors: [{ __typename: 'SlotTakenError', taken: ['EQUIPMENT'] }] });
  expect(await table('Table 1')).toMatchObject({ thing: null, errors: [{ __typename: 'NameTakenError' }] });
});

it('a visit booked while its equipment is retired is before it, and named, or after it, and refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { thing } = await table(`Rival ${round}`);
    const [retired, { appointment, errors }] = await Promise.all([change('retireEquipment', { equipmentId: thing?.id, version: 1 }), clinic.mutate('bookAppointment', traction(2, `2026-04-0${round + 1}T16:00:00Z`))]);
    if (appointment) expect(retired).toMatchObject({ thing: null, errors: [{ __typename: 'BookedVisitsError', appointments: [{ id: appointment.id }] }] });
    else expect([retired.errors, errors]).toMatchObject([[], [{ __typename: 'SlotTakenError', taken: ['EQUIPMENT'] }]]);
    if (appointment) await clinic.mutate('cancelAppointment', { appointmentId: appointment.id, version: 1, reasonCode: 'EQUIPMENT' });
    if (appointment) await change('retireEquipment', { equipmentId: thing?.id, version: 1 });
  }
});

it('the way between sites counts at once, around visits that are booked already too', async () => {
  const { broomfield, westminster, westRoom, patients } = clinic.rows;
  const way = (minutes: number): Promise<Payload> => change('setTravelTime', { locationId: broomfield, otherLocationId: westminster, minutes });
  const here = await clinic.book({ startsAt: '2026-03-12T16:00:00Z', patientId: patients[4] });
  const there = await clinic.book({ startsAt: '2026-03-12T17:00:00Z', patientId: patients[5], locationId: westminster, roomId: westRoom });
  const between = clinic.booking({ startsAt: '2026-03-12T16:35:00Z', durationMinutes: 20, patientId: patients[6], locationId: westminster, roomId: westRoom });
  expect((await way(20)).thing).toEqual({ id: broomfield, travelTimes: [{ location: { name: 'Westminster' }, minutes: 20 }] });
  expect(await clinic.mutate('bookAppointment', between)).toMatchObject({ errors: [{ __typename: 'SlotTakenError', taken: ['PRACTITIONER'] }] });
  const before = await clinic.everything();
  expect(await way(45)).toEqual({ thing: null, errors: [{ __typename: 'BookedVisitsError', appointments: [{ id: here.id }, { id: there.id }], groupSessions: [] }] });
  expect(await clinic.everything()).toBe(before);
  expect((await way(30)).thing).toMatchObject({ travelTimes: [{ minutes: 30 }] });
  expect((await way(0)).thing).toEqual({ id: broomfield, travelTimes: [] });
  expect(await clinic.mutate('bookAppointment', between)).toMatchObject({ appointment: { state: 'BOOKED' } });
  expect(await way(20)).toMatchObject({ errors: [{ __typename: 'BookedVisitsError' }] });
});

const site = { name: 'North', timeZone: 'America/Denver', addressLines: [], rooms: [] };
const somebody = { given: 'Iris', family: 'Novak', npi: withNpiCheckDigit('123456789') };
it.each<[string, string, (rows: SchedulingClinic['rows'], other: SchedulingClinic['otherRows']) => object, object]>([
  ['equipment without a name', 'addEquipment', ({ broomfield }) => ({ locationId: broomfield, name: ' ', kind: 'LASER' }), { field: 'name' }],
  ['equipment of an unwritten kind', 'addEquipment', ({ broomfield }) => ({ locationId: broomfield, name: 'Laser', kind: 'laser' }), { field: 'kind' }],
  ['equipment for nobody', 'addEquipment', ({ broomfield }) => ({ locationId: broomfield, name: 'Laser', kind: 'LASER', capacity: 0 }), { field: 'capacity' }],
  ["equipment at another practice's site", 'addEquipment', (_rows, { broomfield }) => ({ locationId: broomfield, name: 'Laser', kind: 'LASER' }), { field: 'locationId' }],
  ['a way to the same site', 'setTravelTime', ({ broomfield }) => ({ locationId: broomfield, otherLocationId: broomfield, minutes: 5 }), { field: 'otherLocationId' }],
  ["a way to another practice's site", 'setTravelTime', ({ broomfield }, other) => ({ locationId: broomfield, otherLocationId: other.broomfield, minutes: 5 }), { field: 'otherLocationId' }],
  ['a way of nine hours', 'setTravelTime', ({ broomfield, westminster }) => ({ locationId: broomfield, otherLocationId: westminster, minutes: 540 }), { field: 'minutes' }],
  ['a site in no zone', 'addLocation', () => ({ ...site, timeZone: 'Mars/Olympus' }), { field: 'timeZone' }],
  ['a site in a mere offset', 'addLocation', () => ({ ...site, timeZone: '-07:00' }), { field: 'timeZone' }],
  ['a site of a name that another has', 'addLocation', () => ({ ...site, name: 'Broomfield' }), { __typename: 'NameTakenError' }],
  ['a site with two rooms of one name', 'addLocation', () => ({ ...site, rooms: [{ name: 'A' }, { name: 'A' }] }), { field: 'rooms.1.name' }],
  ['a site in a state of three letters', 'addLocation', () => ({ ...site, state: 'COL' }), { field: 'state' }],
  ['a room of a name that another has', 'addRoom', ({ broomfield }) => ({ locationId: broomfield, room: { name: 'Gym' } }), { __typename: 'NameTakenError' }],
  ['a practitioner whose NPI is wrong', 'addPractitioner', ({ broomfield }) => ({ ...somebody, npi: '1234567890', locationIds: [broomfield] }), { field: 'npi' }],
  ['a practitioner who is there already', 'addPractitioner', ({ broomfield }) => ({ ...somebody, npi: withNpiCheckDigit('100000001'), locationIds: [broomfield] }), { __typename: 'NpiTakenError' }],
  ['a practitioner who works nowhere', 'addPractitioner', () => ({ ...somebody, locationIds: [] }), { field: 'locationIds' }],
  ["a practitioner at another practice's site", 'addPractitioner', (_rows, { broomfield }) => ({ ...somebody, locationIds: [broomfield] }), { field: 'locationIds' }],
])('refuses %s, and changes nothing', async (_name, mutation, input, error) => {
  const before = await clinic.everything();
  expect(await change(mutation, input(clinic.rows, clinic.otherRows))).toMatchObject({ thing: null, errors: [error] });
  expect(await clinic.everything()).toBe(before);
});

it('only an administrator of the practice sets it up', async () => {
  await expect(change('addLocation', site, clinic.viewer())).rejects.toThrow('FORBIDDEN');
});
