import { recipientOf, refusalOf, textOf, type MessageDetails, type VisitToTell } from './message';

const details: MessageDetails = { name: 'Maria', practice: 'Spindle Clinic', localStart: '2026-03-10T10:00', place: 'Broomfield, 1 Main St', link: 'https://clinic.example/visit/x', telephone: '303-555-0100' };
const visit: VisitToTell = {
  state: 'BOOKED', startsAt: '2026-03-10T16:00:00Z', localStart: '2026-03-10T10:00', location: null, lead: null,
  patient: { id: 'p', language: 'es-MX', name: { given: ['María', 'José'], preferred: null }, telecom: [{ system: 'PHONE', use: 'HOME', value: '1' }, { system: 'EMAIL', use: null, value: 'm@example.org' }, { system: 'PHONE', use: 'MOBILE', value: '2' }] },
};
const NOW = new Date('2026-03-09T16:00:00Z');

it('says in the patient\'s language who expects them, when and where', () => {
  expect(textOf('VISIT_REMINDER', 'en', details)).toBe('Hello Maria, Spindle Clinic expects you on Tuesday, March 10 at 10:00 AM: Broomfield, 1 Main St. Confirm or cancel here, until the visit begins: https://clinic.example/visit/x Questions? Call 303-555-0100.');
  expect(textOf('VISIT_MOVED', 'es', details)).toMatch(/^Hola Maria: Spindle Clinic tuvo que cambiar su visita .*martes, 10 de marzo a las 10:00/);
});

it('leaves out a sentence for which something is missing, and takes nothing in a name for a placeholder', () => {
  expect(textOf('VISIT_REMINDER', 'en', { ...details, name: '{link}', link: null, telephone: null })).toBe('Hello {link}, Spindle Clinic expects you on Tuesday, March 10 at 10:00 AM: Broomfield, 1 Main St.');
});

it('writes to a mobile telephone, else to a mail address, else to any telephone, and to a lead by telephone', () => {
  const without = (...values: string[]): VisitToTell => ({ ...visit, patient: visit.patient && { ...visit.patient, telecom: visit.patient.telecom.filter(({ value }) => !values.includes(value)) } });
  expect([visit, without('2'), without('2', 'm@example.org')].map((each) => recipientOf(each))).toEqual([
    { name: 'María', channel: 'SMS', address: '2', language: 'es' }, { name: 'María', channel: 'EMAIL', address: 'm@example.org', language: 'es' }, { name: 'María', channel: 'SMS', address: '1', language: 'es' },
  ]);
  expect(recipientOf({ ...visit, patient: null, lead: { name: 'Ivo Lead', telephone: '+13035550100', preferredLanguage: 'en' } })).toEqual({ name: 'Ivo Lead', channel: 'SMS', address: '+13035550100', language: 'en' });
  expect([refusalOf(visit, NOW), refusalOf(without('1', '2', 'm@example.org'), NOW)]).toEqual([null, 'NO_ADDRESS']);
});

it.each<[string, VisitToTell | null]>([['is gone', null], ['was cancelled', { ...visit, state: 'CANCELLED' }], ['was moved', { ...visit, state: 'RESCHEDULED' }], ['has begun', { ...visit, startsAt: NOW.toISOString() }]])('says nothing of a visit that %s', (_what, told) => {
  expect(refusalOf(told, NOW)).toBe('VISIT_OVER');
});
