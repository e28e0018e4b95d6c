import type { CalendarDay } from '@spindle/kernel';
import { displayName, isCredentialed, type Credential } from './practitioner';

const day = (text: string): CalendarDay => text as CalendarDay;
const credential: Credential = { id: 'c', practitionerId: 'p', kind: 'DRY_NEEDLING', identifier: null, state: 'CO', validFrom: day('2025-01-01'), validTo: day('2026-06-30'), hours: 80, version: 1, source: null };

it.each<[string, Partial<Credential>, string, string | null, boolean]>([
  ['on its first day', {}, '2025-01-01', 'CO', true], ['on its last day', {}, '2026-06-30', 'CO', true],
  ['the day before', {}, '2024-12-31', 'CO', false], ['the day after', {}, '2026-07-01', 'CO', false],
  ['without an end', { validTo: null }, '2036-01-01', 'CO', true], ['of another kind', { kind: 'LICENSE' }, '2025-06-01', 'CO', false],
  ['in another state', {}, '2025-06-01', 'WY', false], ['that holds everywhere', { state: null }, '2025-06-01', 'WY', true], ['where the site names no state', {}, '2025-06-01', null, true],
])('a credential %s', (_name, otherwise, on, state, expected) => {
  expect(isCredentialed([{ ...credential, ...otherwise }], { kind: 'DRY_NEEDLING', day: day(on), state, hours: null })).toBe(expected);
});

it('nobody is credentialed by nothing', () => {
  expect(isCredentialed([], { kind: 'LICENSE', day: day('2025-06-01'), state: null, hours: null })).toBe(false);
});

it.each([['PT, DPT', 'Ana Ruiz, PT, DPT'], [null, 'Ana Ruiz']])('with the suffix %s the name reads "%s"', (suffix, expected) => {
  expect(displayName({ given: 'Ana', family: 'Ruiz', suffix })).toBe(expected);
});
