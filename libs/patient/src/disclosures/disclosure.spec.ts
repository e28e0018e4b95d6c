import type { CalendarDay } from '@spindle/kernel';
import { accountedSince, checkDisclosure, type DisclosureDetails } from './disclosure';

const TODAY = '2026-03-09' as CalendarDay;
const details: DisclosureDetails = { disclosedOn: '2026-03-01' as CalendarDay, recipientName: ' County court ', recipientAddress: ' ', description: 'Notes of March', basis: 'JUDICIAL_PROCEEDING', purpose: 'Subpoena 12' };

it('keeps what was disclosed, trimmed', () => {
  expect(checkDisclosure(details, TODAY)).toEqual({ ok: true, value: { ...details, recipientName: 'County court', recipientAddress: null } });
});

it.each(['TREATMENT', 'PAYMENT', 'OPERATIONS', 'TO_PATIENT', 'PATIENT_AUTHORIZATION'] as const)('gives no account of %s', (basis) => {
  expect(checkDisclosure({ ...details, basis }, TODAY)).toMatchObject({ ok: false, error: { kind: 'DisclosureNotAccountableError', basis, message: expect.stringContaining('45 CFR 164.528') } });
});

it.each<[string, Partial<DisclosureDetails>]>([
  ['details.disclosedOn', { disclosedOn: '2026-03-10' as CalendarDay }], ['details.recipientName', { recipientName: '  ' }], ['details.recipientAddress', { recipientAddress: 'x'.repeat(501) }],
  ['details.description', { description: '' }], ['details.purpose', { purpose: 'x'.repeat(1_001) }],
])('refuses a bad %s', (field, otherwise) => {
  expect(checkDisclosure({ ...details, ...otherwise }, TODAY)).toMatchObject({ ok: false, error: { kind: 'InvalidInputError', field } });
});

it.each([['2026-03-09', '2020-03-09'], ['2024-02-29', '2018-02-28'], ['2026-01-01', '2020-01-01']])('on %s accounts for what was disclosed since %s', (today, since) => {
  expect(accountedSince(today as CalendarDay)).toBe(since);
});
