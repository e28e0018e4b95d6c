import fc from 'fast-check';
import { addDays, type CalendarDay } from '@spindle/kernel';
import { balanceOf, reversalOf, type LedgerEntry } from './ledger';
import { ledgerEntry } from './ledger.arbitrary';

it('balances to the same sum in whatever order the entries come', () => {
  fc.assert(fc.property(fc.array(ledgerEntry), fc.array(fc.nat()), (entries, ranks) => {
    const other = entries.map((entry, index) => ({ entry, rank: ranks[index] ?? 0 })).sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
    expect(balanceOf(other)).toEqual(balanceOf(entries));
    const { balanceCents, patientBalanceCents } = balanceOf(entries);
    expect(balanceCents - patientBalanceCents).toBe(balanceOf(entries.filter(({ responsibleParty }) => responsibleParty === 'PAYER')).balanceCents);
  }));
});

it('is nothing after every entry was reversed', () => {
  fc.assert(fc.property(fc.array(ledgerEntry), (entries) => {
    const reversals = entries.map((entry) => reversalOf(entry, { id: `${entry.id}-r` as LedgerEntry['id'], effectiveDate: addDays(entry.effectiveDate, 1) }));
    expect(balanceOf([...entries, ...reversals])).toEqual({ balanceCents: 0n, patientBalanceCents: 0n });
    reversals.forEach((reversal, index) => expect(reversal).toMatchObject({ reversesId: entries[index]?.id, kind: entries[index]?.kind }));
  }));
});

it('adds ten thousand cents to a hundred dollars', () => {
  const cent = { cents: 1n, responsibleParty: 'PATIENT' as const, effectiveDate: '2026-01-01' as CalendarDay };
  expect(balanceOf(Array.from({ length: 10_000 }, () => cent)).balanceCents).toBe(10_000n);
});
