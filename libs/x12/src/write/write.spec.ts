import { bytesOf, unitsOf } from '../bytes/bytes';
import type { Finding } from '../finding/finding';
import { generateRemittance } from '../generate/remittance';
import { interchangeOf } from '../generate/envelope';
import { remittanceGuide } from '../guide/remittance';
import { readWholeRemittances } from '../x835/remittance-reader';
import { readEventsSync } from '../read/document-reader';
import { transactionOf, writeBytes, type WriteOptions } from './write';

const plain = readWholeRemittances(writeBytes(interchangeOf(remittanceGuide, [generateRemittance({ seed: 1, claims: 2 })])))[0]!.remittance;
const write = (name: string, options: WriteOptions = {}): { units: string; findings: Finding[] } => {
  const findings: Finding[] = [];
  const model = { ...plain, payer: { ...plain.payer!, name } };
  return { units: unitsOf(writeBytes(interchangeOf(remittanceGuide, [transactionOf(remittanceGuide, model, '0001')]), { ...options, find: (finding) => findings.push(finding) })), findings };
};
const payerIn = (units: string): string | undefined => readWholeRemittances(bytesOf(units))[0]?.remittance.payer?.name;

describe('writing', () => {
  it('writes letters plain and says so', () => {
    const { units, findings } = write('Café 😀');
    expect(units).toContain('N1*PR*Cafe~');
    expect(findings).toEqual([{ code: 'TEXT_REPLACED', severity: 'warning', message: 'In N1, "Caf\\xe9 \\xd83d\\xde00" is written as "Cafe".' }]);
    expect(write('Café', { characterSet: 'basic' }).units).toContain('N1*PR*CAFE~');
  });

  it('writes UTF-8 where that is wanted, and reads it back with a finding', () => {
    const { units, findings } = write('CAFÉ', { characterSet: 'utf-8' });
    expect(findings).toEqual([]);
    expect(payerIn(units)).toBe('CAFÉ');
    expect([...readEventsSync(bytesOf(units))].flatMap((event) => (event.kind === 'finding' ? [event.finding.code] : []))).toEqual(['NOT_ASCII']);
    expect(payerIn(units.replace('\xc3\x89', '\xc9'))).toBe('CAFÉ');
  });

  it('lets no delimiter and no line break into text', () => {
    const { units, findings } = write('A*B:C^D~E\nF]G');
    expect(payerIn(units)).toBe('A B C D E F]G');
    expect(findings).toHaveLength(1);
    expect(payerIn(write('A]B\\C-D^E', { delimiters: { element: ']', component: '\\', repetition: '^', terminator: '-' } }).units)).toBe('A B C D E');
  });

  it('writes the fixed ISA, counts and control numbers', () => {
    const { units } = write('P', { lineBreak: '\n' });
    const lines = units.trimEnd().split('\n');
    expect(lines[0]).toHaveLength(106);
    expect(lines.at(-3)).toBe(`SE*${lines.length - 4}*0001~`);
    expect(lines.slice(-2)).toEqual(['GE*1*1~', 'IEA*1*000000001~']);
  });
});
