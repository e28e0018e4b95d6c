import { bytesOf } from '../bytes/bytes';
import { readEventsSync } from '../read/document-reader';
import { Seen } from './seen';

const isa = (number = '000000001') => `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260401*1200*^*00501*${number}*0*T*:~`;
const gs = (number = '1') => `GS*HP*S*R*20260401*1200*${number}*X*005010X221A1~`;
const st = (number = '0001') => `ST*835*${number}~BPR*I*0*C*NON~SE*3*${number}~`;
const clean = `${isa()}${gs()}${st()}GE*1*1~IEA*1*000000001~`;
const findings = (units: string): string[] => [...readEventsSync(bytesOf(units))].flatMap((event) => (event.kind === 'finding' ? [`${event.finding.code}: ${event.finding.message}`] : []));

describe('the envelope', () => {
  it.each<[string, string, string[]]>([
    ['nothing wrong', clean, []],
    ['SE01', clean.replace('SE*3', 'SE*4'), ['SE01_COUNT: SE01 says "4"; 3 segments in the transaction set were read.']],
    ['SE01 that is no number', clean.replace('SE*3', 'SE*3x'), ['SE01_COUNT: SE01 says "3x"; 3 segments in the transaction set were read.']],
    ['SE02', clean.replace('SE*3*0001', 'SE*3*0002'), ['SE02_CONTROL_NUMBER: SE02 is "0002", ST02 is "0001".']],
    ['GE01', clean.replace('GE*1', 'GE*2'), ['GE01_COUNT: GE01 says "2"; 1 transaction sets in the group were read.']],
    ['GE02', clean.replace('GE*1*1', 'GE*1*9'), ['GE02_CONTROL_NUMBER: GE02 is "9", GS06 is "1".']],
    ['IEA01', clean.replace('IEA*1', 'IEA*0'), ['IEA01_COUNT: IEA01 says "0"; 1 functional groups in the interchange were read.']],
    ['IEA02', clean.replace('IEA*1*000000001', 'IEA*1*1'), ['IEA02_CONTROL_NUMBER: IEA02 is "1", ISA13 is "000000001".']],
    ['no SE', clean.replace('SE*3*0001~', ''), ['SE_MISSING: Transaction set "0001" has no SE; 2 segments were read.']],
    ['no GE', clean.replace('GE*1*1~', ''), ['GE_MISSING: Functional group "1" has no GE.']],
    ['no IEA', clean.replace('IEA*1*000000001~', ''), ['IEA_MISSING: Interchange "000000001" has no IEA.']],
    ['half a file', clean.slice(0, clean.indexOf('SE*')), ['SE_MISSING: Transaction set "0001" has no SE; 2 segments were read.', 'GE_MISSING: Functional group "1" has no GE.', 'IEA_MISSING: Interchange "000000001" has no IEA.']],
    ['two files glued, the first cut', `${clean.slice(0, clean.indexOf('IEA'))}${clean.replaceAll('000000001', '000000002')}`, ['IEA_MISSING: Interchange "000000001" has no IEA.']],
    ['the same interchange twice', clean + clean, ['ISA13_DUPLICATE: Interchange control number "000000001" came before in this file from the same sender.']],
    ['the same group number twice', `${isa()}${gs()}${st()}GE*1*1~${gs()}${st()}GE*1*1~IEA*2*000000001~`, ['GS06_DUPLICATE: Group control number "1" came before in this interchange.']],
    ['the same transaction number twice', `${isa()}${gs()}${st()}${st()}GE*2*1~IEA*1*000000001~`, ['ST02_DUPLICATE: Transaction set control number "0001" came before in this group.']],
    ['a transaction set outside a group', `${isa()}${st()}IEA*0*000000001~`, ['GS_MISSING: A transaction set begins outside every functional group.']],
    ['an empty segment', clean.replace('BPR', '~BPR'), ['EMPTY_SEGMENT: A segment terminator with nothing before it.']],
    ['segments outside', clean.replace('ST*', 'REF*A*B~ST*').replace('GE*', 'SE*1*1~GE*').replace('IEA', 'GE*0*0~IEA'), ['STRAY_SEGMENT: "REF*A*B" lies outside every transaction set.', 'STRAY_SEGMENT: SE without an ST before it.', 'STRAY_SEGMENT: GE without a GS before it.']],
    ['an unknown transaction set', clean.replace('ST*835', 'ST*850'), ['NO_GUIDE: Transaction set 850 005010X221A1 is read as segments only.']],
  ])('reports %s', (_name, units, wanted) => expect(findings(units)).toEqual(wanted));

  it('reads a TA1', () => {
    const answers = [...readEventsSync(bytesOf(`${isa()}TA1*000000007*260401*1200*R*025~IEA*0*000000001~`))].flatMap((event) => (event.kind === 'interchange-answer' ? [event.answer] : []));
    expect(answers).toEqual([{ controlNumber: '000000007', date: '260401', time: '1200', status: 'R', note: '025' }]);
  });

  it('remembers a bounded number of short keys', () => {
    const seen = new Seen();
    expect([seen.before('a'), seen.before('a'), seen.before('x'.repeat(81)), seen.before('x'.repeat(81))]).toEqual([false, true, false, false]);
    for (let nth = 0; nth < 100_000; nth += 1) seen.before(`k${nth}`);
    expect(seen.full).toBe(true);
    expect(seen.before('late')).toBe(false);
    expect(seen.before('late')).toBe(false);
    seen.clear();
    expect([seen.full, seen.before('a')]).toEqual([false, false]);
  });
});
