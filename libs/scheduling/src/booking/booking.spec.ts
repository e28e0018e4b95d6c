import type { CalendarDay } from '@spindle/kernel';
import type { Location, Room } from '../locations/location';
import type { ServiceType } from '../service-types/service-type';
import { planMove, planVisit, type BookingFacts, type BookingRequest } from './booking';

const NOW = new Date('2026-03-09T14:00:00Z');
const location: Location = { id: 'site', name: 'Broomfield', timeZone: 'America/Denver', addressLines: [], city: null, state: 'CO', postalCode: null, telephone: null, cancellationNoticeHours: 24, noShowGraceMinutes: 15 };
const room: Room = { id: 'room', name: 'Room 1', locationId: 'site' };
const serviceType: ServiceType = { code: 'FOLLOW_UP', name: 'Follow-up', aliases: [], durationMinutes: 30, needsRoom: true, requiredCredential: null, complimentary: false, retired: false };
const request: BookingRequest = { leadId: null, patientId: 'patient', practitionerId: 'practitioner', locationId: 'site', roomId: 'room', serviceTypeCode: 'FOLLOW_UP', startsAt: new Date('2026-03-10T04:30:00Z'), durationMinutes: null };
const facts: BookingFacts = {
  location, room, serviceType, practitionerSeesPatientsThere: true, patientIsKnown: true, credentials: [],
  practitioner: { id: 'practitioner', name: { given: 'A', family: 'B', suffix: null }, npi: '1234567893', taxonomyCode: null },
};

it('plans a visit as long as its service takes, on the clocks of its site', () => {
  expect(planVisit(request, facts, NOW)).toMatchObject({ ok: true, value: { endsAt: new Date('2026-03-10T05:00:00Z'), localStart: '2026-03-09T22:30', timeZone: 'America/Denver', roomId: 'room' } });
});

it.each<[string, Partial<BookingRequest>, Partial<BookingFacts>, object]>([
  ['an unknown site', {}, { location: null }, { kind: 'InvalidInputError', field: 'locationId' }],
  ['an unknown practitioner', {}, { practitioner: null }, { kind: 'InvalidInputError', field: 'practitionerId' }],
  ['an unknown service', {}, { serviceType: null }, { kind: 'InvalidInputError', field: 'serviceTypeCode' }],
  ['an unknown room', {}, { room: null }, { kind: 'InvalidInputError', field: 'roomId' }],
  ['no room where one is needed', { roomId: null }, { room: null }, { kind: 'InvalidInputError', field: 'roomId' }],
  ['an unknown patient', {}, { patientIsKnown: false }, { kind: 'PatientUnknownError' }],
  ['a room of another site', {}, { room: { ...room, locationId: 'other' } }, { kind: 'LocationMismatchError', mismatch: 'ROOM' }],
  ['a practitioner of another site', {}, { practitionerSeesPatientsThere: false }, { kind: 'LocationMismatchError', mismatch: 'PRACTITIONER' }],
  ['a retired service', {}, { serviceType: { ...serviceType, retired: true } }, { kind: 'ServiceRetiredError' }],
  ['half a minute', { startsAt: new Date('2026-03-10T04:30:30Z') }, {}, { kind: 'InvalidInputError', field: 'startsAt' }],
  ['four minutes', { durationMinutes: 4 }, {}, { kind: 'InvalidInputError', field: 'durationMinutes' }],
  ['more than eight hours', { durationMinutes: 481 }, {}, { kind: 'InvalidInputError', field: 'durationMinutes' }],
  ['a time that is over', { startsAt: new Date('2026-03-09T13:44:00Z') }, {}, { kind: 'TimeInPastError' }],
  ['a missing credential', {}, { serviceType: { ...serviceType, requiredCredential: 'DRY_NEEDLING' } }, { kind: 'CredentialMissingError', credential: 'DRY_NEEDLING', day: '2026-03-09' }],
])('refuses %s', (_name, otherwise, known, error) => {
  expect(planVisit({ ...request, ...otherwise }, { ...facts, ...known }, NOW)).toMatchObject({ ok: false, error });
});

it.each<[string, Partial<BookingRequest>, Partial<BookingFacts>]>([
  ['somebody who walked in a quarter of an hour ago', { startsAt: new Date('2026-03-09T13:45:00Z') }, {}],
  ['a service without a room', { roomId: null }, { room: null, serviceType: { ...serviceType, needsRoom: false } }],
  ['the shortest and the longest visit', { durationMinutes: 480 }, {}],
  ['a credential that is valid on the day', {}, { serviceType: { ...serviceType, requiredCredential: 'DRY_NEEDLING' }, credentials: [{ id: 'c', practitionerId: 'practitioner', kind: 'DRY_NEEDLING', identifier: null, state: 'CO', validFrom: '2026-03-09' as CalendarDay, validTo: '2026-03-09' as CalendarDay, hours: null }] }],
])('takes %s', (_name, otherwise, known) => {
  expect(planVisit({ ...request, ...otherwise }, { ...facts, ...known }, NOW).ok).toBe(true);
});

it('moves a visit of a retired service', () => {
  expect(planMove(request, { ...facts, serviceType: { ...serviceType, retired: true } }, NOW).ok).toBe(true);
});
