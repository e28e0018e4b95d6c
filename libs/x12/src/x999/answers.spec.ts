import { bytesOf, unitsOf } from '../bytes/bytes';
import { generateAcknowledgement } from '../generate/answers';
import { claimTransaction, generateClaim } from '../generate/claim';
import { interchangeOf } from '../generate/envelope';
import { claimGuide } from '../guide/claim';
import type { WrittenLoop } from '../loops/loop-writer';
import { readEventsSync } from '../read/document-reader';
import { writeBytes } from '../write/write';
import { countsAgree, errorsOf, isAccepted, locate, type Acknowledgement } from './answers';

const units = unitsOf(writeBytes(interchangeOf(generateAcknowledgement(1).guide, [generateAcknowledgement(1)])));
const read = (text: string): Acknowledgement => [...readEventsSync(bytesOf(text), { keep: true })].flatMap((event) => (event.kind === 'transaction-end' ? [event.model as unknown as Acknowledgement] : []))[0]!;

describe('a 999', () => {
  it('answers any transaction set', () => {
    expect(read(units).transactions.map((answer) => [answer.transaction, answer.controlNumber, isAccepted(answer.answer?.status ?? '')])).toEqual([['837', '0001', true], ['837', '0002', true], ['270', '0003', false]]);
  });

  it('says which segment and element of what was sent', () => {
    const [, second, third] = read(units).transactions;
    expect(errorsOf(second!)).toEqual([{ controlNumber: '0002', segment: 'DMG', position: 12, loop: '2010', element: 2, component: undefined, code: '8', copy: '19401332', contexts: [{ name: 'CLM01', value: 'C1' }] }]);
    expect(errorsOf(third!)).toMatchObject([{ segment: 'NM1', position: 17, code: '1', element: undefined }]);
  });

  it('adds up, or not', () => {
    expect(countsAgree(read(units))).toBe(true);
    expect(countsAgree(read(units.replace('AK9*P*3*3*2', 'AK9*P*3*3*3')))).toBe(false);
    expect(countsAgree(read(units.replace('AK9*P*3*3*2', 'AK9*P*4*3*2')))).toBe(false);
    expect(countsAgree(read(units.replace(/AK9[^~]*~/, '')))).toBe(false);
  });

  it('leads back to the claim and line of the file that was sent', () => {
    const index: WrittenLoop[] = [];
    const claims = [generateClaim({ seed: 1, lines: 2 }), generateClaim({ seed: 2, lines: 3, dependant: true })];
    const sent = unitsOf(writeBytes(interchangeOf(claimGuide, [claimTransaction(claims)]), { began: (loop) => index.push(loop) })).split('~');
    const from = sent.findIndex((segment) => segment.startsWith('ST*'));
    const positionOf = (wanted: string): number => sent.findIndex((segment) => segment.startsWith(wanted)) - from + 1;
    expect(locate(index, positionOf('REF*6R*L2-2'))).toMatchObject({ loop: '2400', path: 'billings[1].subscribers[0].patients[0].claims[0].lines[1]' });
    expect(locate(index, positionOf('CLM*C2'))).toMatchObject({ loop: '2300', path: 'billings[1].subscribers[0].patients[0].claims[0]' });
    expect(locate(index, positionOf('CLM*C2'))?.model).toMatchObject({ controlNumber: 'C2' });
    expect(locate(index, 2)).toBeUndefined();
  });
});
