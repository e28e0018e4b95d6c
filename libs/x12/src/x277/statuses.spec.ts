import { generateClaimAcknowledgement } from '../generate/answers';
import { interchangeOf } from '../generate/envelope';
import { bytesOf, unitsOf } from '../bytes/bytes';
import { readEventsSync } from '../read/document-reader';
import { writeBytes } from '../write/write';
import { outcomeOf, progressOf, totalsOf, type AcknowledgedClaim, type ClaimAcknowledgement } from './statuses';

const units = unitsOf(writeBytes(interchangeOf(generateClaimAcknowledgement(1).guide, [generateClaimAcknowledgement(1)])));
const read = (text: string): ClaimAcknowledgement => [...readEventsSync(bytesOf(text), { keep: true })].flatMap((event) => (event.kind === 'transaction-end' ? [event.model as unknown as ClaimAcknowledgement] : []))[0]!;
const claimsOf = (acknowledgement: ClaimAcknowledgement): AcknowledgedClaim[] => acknowledgement.sources.flatMap((source) => source.receivers.flatMap((receiver) => receiver.providers.flatMap((provider) => provider.patients.flatMap((patient) => patient.claims))));

describe('a 277CA', () => {
  it('says of every claim whether it was taken', () => {
    const outcomes = claimsOf(read(units)).map(outcomeOf);
    expect(outcomes.map((outcome) => outcome.controlNumber)).toEqual(['C1-0', 'C1-1', 'C1-2', 'C1-3']);
    expect(outcomes.slice(0, 2).map((outcome) => outcome.accepted)).toEqual([true, false]);
    expect(outcomes.every((outcome) => outcome.payerControlNumber?.startsWith('ICN'))).toBe(true);
  });

  it('takes a category that rejects for a rejection even beside WQ, and says nothing without an STC', () => {
    const [accepted] = claimsOf(read(units));
    const status = accepted!.statuses[0]!;
    expect(outcomeOf({ ...accepted!, statuses: [{ ...status, action: 'WQ', status: { ...status.status, category: 'A7' } }] }).accepted).toBe(false);
    expect(outcomeOf({ ...accepted!, statuses: [] }).accepted).toBeUndefined();
  });

  it('compares the totals of every level with the claims', () => {
    expect(totalsOf(read(units)).map(({ level, agrees }) => [level, agrees])).toEqual([['receiver', true], ['provider', true]]);
    expect(totalsOf(read(units.replace(/AMT\*YU\*/, 'AMT*YU*1'))).map(({ agrees }) => agrees)).toEqual([false, true]);
    expect(totalsOf(read(units.replace(/QTY\*QC\*\d/, 'QTY*QC*9'))).map(({ agrees }) => agrees)).toEqual([true, false]);
  });

  it('ranks categories by how far the claim is', () => {
    const ranked = ['A0', 'A1', 'A7', 'A2', 'P1', 'F1'].map(progressOf);
    expect(ranked).toEqual([...ranked].sort((one, other) => one - other));
    expect(new Set(ranked).size).toBe(ranked.length);
  });
});
