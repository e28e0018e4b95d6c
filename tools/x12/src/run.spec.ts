import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, claimTransaction, generateAcknowledgement, generateClaim, generateClaimAcknowledgement, generateEligibilityRequest, generateEligibilityResponse, generateRemittance, generateStatusRequest, generateStatusResponse, interchangeOf, unitsOf, writeBytes, type OutgoingTransaction } from '@spindle/x12';
import { run, type ExitStatus } from './run';

const folder = mkdtempSync(join(tmpdir(), 'x12-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bytes = (transaction: OutgoingTransaction): Uint8Array => writeBytes(interchangeOf(transaction.guide, [transaction]));
const put = (name: string, content: Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const remittance = bytes(generateRemittance({ seed: 1, claims: 4 }));
const good = put('good.835', remittance);
const off = put('off.835', bytesOf(unitsOf(bytes(generateRemittance({ seed: 2, claims: 9 }))).replace(/BPR\*I\*/, 'BPR*I*9')));
const claims = put('claims.837', bytes(claimTransaction([generateClaim({ seed: 4 })])));
const badClaims = put('bad.837', bytesOf(unitsOf(bytes(claimTransaction([generateClaim({ seed: 4 })]))).replace(/(CLM\*[^*]*\*)/, (head) => `${head}9`)));

async function call(given: readonly string[], input: readonly Uint8Array[] = []): Promise<{ status: ExitStatus; out: string; err: string }> {
  let out = '';
  let err = '';
  const stdin = (async function* () { yield* input; })();
  const status = await run(given, { stdin, out: (text) => { out += text; return Promise.resolve(); }, err: (text) => { err += text; }, today: '20260401' });
  return { status, out, err };
}

describe('x12', () => {
  it.each([[[], 'Say what to do.'], [['sing'], 'Unknown task sing.'], [['inspect', '--loud'], 'Unknown option --loud.']])('says how it is called when it is called with %j', async (given, sentence) => {
    const { status, err, out } = await call(given);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).toContain('inspect|balance|validate|explain');
  });

  it.each([['balance', good, 0], ['balance', off, 1], ['validate', claims, 0], ['validate', badClaims, 1], ['inspect', good, 0], ['inspect', join(folder, 'nothing'), 2]] as const)('%s %s exits with %i', async (task, file, status) => {
    expect((await call([task, file])).status).toBe(status);
  });

  it('takes several files, goes on behind one that is not there, and exits with the worst', async () => {
    const { status, out, err } = await call(['balance', join(folder, 'absent'), good, off]);
    expect(status).toBe(2);
    expect(err).toMatch(/absent: .*ENOENT/);
    expect(out.split('\n').filter((line) => line.startsWith('/')).map((line) => line.replace(folder, ''))).toEqual(['/good.835', '/off.835']);
    expect(out).toMatch(/835 0001 balances: 4 claims/);
    expect(out).toMatch(/B4 transaction error: .* apart\./);
    expect(out).toMatch(/835 0002 DOES NOT BALANCE: 9 claims/);
  });

  it('finds the same remittance in two files (B8)', async () => {
    const { status, out } = await call(['balance', good, put('again.835', remittance)]);
    expect(status).toBe(1);
    expect(out).toMatch(/B8 trace error: Trace TRACE1 of payer 1512345678 came before\./);
  });

  it.each([[['inspect', '-']], [['inspect']]])('reads standard input with %j, in any chunks', async (given) => {
    const { out } = await call(given, Array.from({ length: Math.ceil(remittance.length / 97) }, (_, nth) => remittance.subarray(nth * 97, nth * 97 + 97)));
    expect(out).toMatch(/^standard input\n {2}interchange 000000001 from SENDER to RECEIVER \(test\)\n {4}group 1 HP 005010X221A1\n {6}835 0001, remittance advice: \d+ segments, 4 × loop 2100, 1 × loop 2000\n$/);
  });

  it('gives JSON, one record a line, cents as text', async () => {
    const { out } = await call(['balance', '--json', good]);
    const records = out.trimEnd().split('\n').map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(records.map((record) => record['kind'])).toEqual(['file', 'interchange', 'group', 'verdict']);
    expect(records.at(-1)).toMatchObject({ file: good, balanced: true, claims: 4, totals: { charge: expect.stringMatching(/^\d+$/) as string } });
  });

  it('tells what a defect is and what to do', async () => {
    const { out } = await call(['validate', badClaims]);
    expect(out).toMatch(/error TOTAL_CHARGE \(CLM02, loop 2300, box 28\): The claim says .* apart\. Correct the lines or the total\./);
    expect(out).toMatch(/not-checked DIAGNOSIS_UNKNOWN/);
    expect((await call(['validate', '--json', badClaims])).out).toContain('"rule":"TOTAL_CHARGE"');
  });

  it('checks the structure of what is no claim', async () => {
    const { status, out } = await call(['validate', '-'], [bytesOf(unitsOf(remittance).replace(/CAS\*CO\*/, 'CAS*XX*'))]);
    expect(status).toBe(1);
    expect(out).toMatch(/error CODE_NOT_ALLOWED line|error CODE_NOT_ALLOWED \(CAS01, loop 21[01]0\): The code XX is not allowed here\./);
  });

  it.each<[string, OutgoingTransaction, RegExp[]]>([
    ['835', generateRemittance({ seed: 3, claims: 12 }), [/SYNTHETIC HEALTH PLAN pays [\d,.]+ to SPINE AND PAIN CLINIC by bank transfer/, /decided as primary; charged/, /CO-45 [\d.]+: above the agreed fee/, /provider adjustment 30\.00 .*: overpayment taken back, reference RECOVERY1/]],
    ['837P', claimTransaction([generateClaim({ seed: 6, earlierPayers: 2 })]), [/claim C6: [\d,.]+, \d+ lines, diagnoses .*, after 2 earlier payers/]],
    ['271', generateEligibilityResponse(1), [/dependant .*: refused: member not found; correct and ask again/, /deductible: IND, whole plan, calendar year, [\d,.]+/, /limitation: physical therapy, calendar year, 30 VS/, /"AFTER DEDUCTIBLE"/]],
    ['270', generateEligibilityRequest(1), [/asks for physical therapy \+ chiropractic/]],
    ['276', generateStatusRequest(1), [/asks for claim C1-1 of [\d,.]+/, /KIM: asks for claim C1-2/]],
    ['277CA', generateClaimAcknowledgement(1), [/accepted; accepted for adjudication/, /REJECTED; rejected: data invalid: national provider identifier/]],
    ['277', generateStatusResponse(1), [/claim C1 .*: paid: claim or line was paid/, /line 1: paid/]],
    ['999', generateAcknowledgement(1), [/837 0001: accepted/, /270 0003: rejected/, /segment DMG at 12, loop 2010, element 2: invalid date \(CLM01 C1\)/, /segment NM1 at 17, loop 2100: unknown segment/]],
  ])('explains a %s in words', async (_name, transaction, wanted) => {
    const { out } = await call(['explain'], [bytes(transaction)]);
    for (const words of wanted) expect(out).toMatch(words);
  });

  it('takes anything for input', async () => {
    for (const task of ['inspect', 'balance', 'validate', 'explain']) {
      const { status, out } = await call([task], [bytesOf('%PDF-1.7 this is no X12')]);
      expect(status).toBe(1);
      expect(out).toContain('Bytes outside every interchange are not read: "%PDF-1.7 this is no X12"');
      expect((await call([task], [])).status).toBe(0);
    }
  });

  it('tells its progress on a large file', async () => {
    const large = put('large.835', new Uint8Array(17 * 1024 * 1024).fill(0x20));
    const { err } = await call(['inspect', large]);
    expect(err).toMatch(/large\.835: \d+ %\n.*large\.835: \d+ %\n/);
  });
});
