import type { CalendarDay } from '@spindle/kernel';
import { patient } from '../testing/bundles';
import { mapPatient } from './patient';

const map = (parts: object) => mapPatient(patient('1', parts as Record<string, unknown>), '2026-03-09' as CalendarDay);
const rowOf = (parts: object) => {
  const result = map(parts);
  if (result.kind === 'SKIPPED') throw new Error(result.reason);
  return result;
};
const phone = (value: string, parts: object = {}) => ({ system: 'phone', value, ...parts });

describe('a FHIR patient', () => {
  it.each([
    [{ birthDate: undefined }, 'no birth date'], [{ birthDate: '1970' }, 'its birth date is a year or month only'], [{ birthDate: '1970-05' }, 'its birth date is a year or month only'],
    [{ birthDate: '1970-02-30' }, 'its birth date is no day of the calendar'], [{ birthDate: '2030-01-01' }, 'birthDate: The birth date lies in the future'], [{ birthDate: '1800-01-01' }, 'birthDate: The birth date lies before 1880'],
    [{ name: undefined }, 'no name with a family and a given name'], [{ name: [{ text: 'Ana Núñez' }] }, 'no name with a family and a given name'], [{ name: [{ family: 'Núñez' }] }, 'no name with a family and a given name'],
    [{ name: [{ family: 'N'.repeat(101), given: ['Ana'] }] }, 'a name longer than 100 characters'], [{ link: [{ type: 'replaced-by', other: {} }] }, 'its source replaced it by another patient'],
  ])('is left out for what it lacks: %j', (parts, reason) => expect(map(parts)).toEqual({ kind: 'SKIPPED', reason }));

  it('goes by its official name, not the maiden one, with at most five given names', () => {
    const { row, notes } = rowOf({ name: [{ use: 'maiden', family: 'Old', given: ['Ana'] }, { use: 'nickname', given: ['Nita'] }, { use: 'usual', family: 'Usual', given: ['Ana'] }, { use: 'official', family: 'de la Cruz', given: ['A', 'B', 'C', 'D', 'E', 'F'] }] });
    expect(row.name).toEqual({ family: 'de la Cruz', given: ['A', 'B', 'C', 'D', 'E'], preferred: 'Nita' });
    expect(notes).toContain('given names beyond 5 were left out');
  });

  it('needs neither telephone nor address nor language nor sex', () => {
    expect(rowOf({ telecom: undefined, address: undefined, communication: undefined, contact: undefined, gender: 'male-ish' }).row).toMatchObject({ telecom: [], address: null, language: null, contacts: [], sex: 'UNKNOWN' });
  });

  it('keeps telephone numbers and mail addresses by rank and says what it leaves out', () => {
    const { row, notes } = rowOf({ telecom: [phone('303-555-0100', { rank: 2, use: 'work' }), phone('(303) 555-0101', { rank: 1, use: 'mobile' }), phone('911'), phone('303-555-0102', { use: 'old' }), { system: 'fax', value: '303-555-0103' }, { system: 'email', value: 'ana@example.org', use: 'temp' }, { system: 'email', value: 'nowhere' }, { system: 'sms', value: 'tel:+13035550104' }] });
    expect(row.telecom).toEqual([
      { system: 'PHONE', use: 'MOBILE', value: '(303) 555-0101' }, { system: 'PHONE', use: 'WORK', value: '303-555-0100' }, { system: 'EMAIL', use: null, value: 'ana@example.org' }, { system: 'PHONE', use: 'MOBILE', value: '+13035550104' },
    ]);
    expect(notes).toEqual([
      'a telephone number without 7 to 15 digits was left out', 'a telephone number or mail address that is empty or out of use was left out',
      'a way of contact other than telephone and mail was left out', 'a malformed mail address was left out',
    ]);
  });

  it('keeps at most ten telephone numbers and ten contacts', () => {
    const { row, notes } = rowOf({ telecom: Array.from({ length: 12 }, (_, index) => phone(`303-555-01${10 + index}`)), contact: Array.from({ length: 11 }, () => ({ name: { text: 'Luis' } })) });
    expect([row.telecom.length, row.contacts.length]).toEqual([10, 10]);
    expect(notes).toEqual(['telephone numbers and mail addresses beyond 10 were left out', 'contacts beyond 10 were left out']);
  });

  it('leaves out parts of an address and contacts that are too long or nameless', () => {
    const { row, notes } = rowOf({ address: [{ use: 'old', city: 'Gone' }, { line: ['1', '2', '3', '4', '5', '6'], city: 'x'.repeat(201), state: 'CO' }], contact: [{ telecom: [phone('303-555-0100')] }, { name: { family: 'Núñez' }, telecom: [phone('1')], relationship: [{ coding: [{ display: 'Mother' }] }] }] });
    expect(row.address).toEqual({ lines: ['1', '2', '3', '4', '5'], city: null, state: 'CO', postalCode: null, country: null });
    expect(row.contacts).toEqual([{ name: 'Núñez', relationship: 'Mother', telephone: null }]);
    expect(notes).toEqual(['address lines beyond 5 were left out', 'a part of an address longer than 200 characters was left out', 'a contact without a name that can be kept was left out', "a contact's telephone number without 7 to 15 digits was left out"]);
  });

  it('keeps an address that is a text only', () => expect(rowOf({ address: [{ text: '1 Main St, Broomfield' }] }).row.address?.lines).toEqual(['1 Main St, Broomfield']));

  it.each([['en-US', 'en-US'], ['EN', 'en'], ['Spanish, Castilian', null]])('speaks %s as %s', (code, language) => expect(rowOf({ communication: [{ language: { coding: [{ code }] } }] }).row.language).toBe(language));

  it('says that a death is not kept', () => expect(rowOf({ deceasedDateTime: '2020-01-01' }).notes).toEqual(['that the patient died is not kept by the import yet']));
});
