import { bytesOf } from '../bytes/bytes';
import { readEventsSync } from '../read/document-reader';
import { readRemittancesSync } from '../x835/remittance-reader';

const head = 'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260401*1200*^*00501*000000001*0*T*:~GS*HP*S*R*20260401*1200*1*X*005010X221A1~ST*835*0001~BPR*I*0*C*NON~LX*1~';
const MILLION = 1_000_000;
const MANY = 200_000;
const MOST_HEAP = 400_000_000;

function* endless(first: string, segment: string, times: number): Generator<Uint8Array> {
  yield bytesOf(head + first);
  const piece = bytesOf(segment.repeat(1_000));
  for (let at = 0; at < times; at += 1_000) yield piece;
}

describe('input without an end', () => {
  it.each([
    [MILLION, 'lines of one claim', 'CLP*C1*1*0*0**12*I~', 'SVC*HC:97110*1*1~', 'TOO_MUCH_TO_HOLD'], [MANY, 'provider adjustments', '', 'PLB*P*20261231*WO:A*1~', undefined], [MANY, 'unknown segments', '', 'ZZZ*1~', 'UNEXPECTED_SEGMENT'],
    [MANY, 'transaction sets', 'SE*4*0001~', 'ST*999*1~SE*2*1~', 'ST02_DUPLICATE'], [MANY, 'dates before any claim', '', 'DTM*405*20260401~', 'TOO_MUCH_TO_HOLD'],
  ] as const)('%i %s are read in bounded memory', (times, _name, first, segment, code) => {
    const heap = process.memoryUsage().heapUsed;
    let most = 0;
    let events = 0;
    const codes = new Set<string>();
    for (const event of readRemittancesSync(endless(first, segment, times))) {
      events += 1;
      if (event.kind === 'finding') codes.add(event.finding.code);
      if (event.kind === 'verdict' && code === 'TOO_MUCH_TO_HOLD') expect(event.verdict.postable).toBe(false);
      if (events % 10_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - heap);
    }
    most = Math.max(most, process.memoryUsage().heapUsed - heap);
    expect(codes.has('IEA_MISSING')).toBe(true);
    if (code !== undefined) expect(codes).toContain(code);
    expect(most).toBeLessThan(MOST_HEAP);
  }, 120_000);

  it('keeps an amount of a million characters as one finding', () => {
    const events = [...readEventsSync(bytesOf(`${head}CLP*C1*1*${'9'.repeat(MILLION)}*0**12*I~SE*5*0001~`))];
    const codes = events.flatMap((event) => (event.kind === 'finding' ? [event.finding.code] : []));
    expect(codes).toContain('SEGMENT_TOO_LONG');
    expect(codes).toContain('NOT_A_NUMBER');
    expect(codes).not.toContain('SE01_COUNT');
  });
});
