import { bytesOf, unitsOf } from '../bytes/bytes';
import { remittanceClaim } from '../guide/remittance';
import { complete } from '../guide/complete';
import type { Draft } from '../guide/model';
import { generateRemittance } from '../generate/remittance';
import { interchangeOf } from '../generate/envelope';
import { remittanceGuide } from '../guide/remittance';
import { transactionOf, writeBytes } from '../write/write';
import type { Remittance, RemittanceClaim } from '../x835/remittance';
import { readRemittancesSync, readWholeRemittances } from '../x835/remittance-reader';
import { adjusted, balanceClaim } from './claim-balance';
import { RemittanceBalance, TraceBook } from './remittance-balance';

type ClaimDraft = Draft<RemittanceClaim>;

const line = { procedure: { qualifier: 'HC', code: '97110' }, charge: 10_000n, paid: 6_500n, adjustments: [{ group: 'CO', reasons: [{ reason: '45', amount: 2_000n }] }, { group: 'PR', reasons: [{ reason: '1', amount: 500n }, { reason: '2', amount: 1_000n }] }] };
const good: ClaimDraft = { controlNumber: 'C1', status: '1', charge: 10_000n, paid: 6_000n, patientResponsibility: 1_500n, filing: '12', payerControlNumber: 'I1', adjustments: [{ group: 'CO', reasons: [{ reason: '253', amount: 500n }] }], lines: [line] };
const claim = (change: Partial<ClaimDraft> = {}): RemittanceClaim => complete(remittanceClaim, { ...good, ...change });
const balanced = claim();
const brief = (one: RemittanceClaim): (readonly [string, string, string, bigint, bigint, bigint, number?])[] =>
  balanceClaim(one).findings.map(({ rule, level, severity, computed, stated, difference, line: ordinal }) => (ordinal === undefined ? [rule, level, severity, computed, stated, difference] : [rule, level, severity, computed, stated, difference, ordinal]));

describe('balancing a claim', () => {
  it('says nothing of one that balances', () => {
    expect(balanceClaim(balanced)).toEqual({ balanced: true, quarantined: false, unreadable: false, findings: [] });
  });

  it('counts every reason of every group, or of one', () => {
    const adjustments = balanced.lines[0]?.adjustments ?? [];
    expect(adjusted(adjustments)).toBe(3_500n);
    expect(adjusted(adjustments, 'PR')).toBe(1_500n);
    expect(adjusted(adjustments, 'OA')).toBe(0n);
  });

  it('finds one cent at a line while the claim holds (B1 without B2)', () => {
    const two = claim({ charge: 20_000n, paid: 13_000n, patientResponsibility: 3_000n, adjustments: [], lines: [{ ...line, paid: 6_501n }, { ...line, paid: 6_499n }] });
    expect(brief(two)).toEqual([['B1', 'line', 'error', 6_500n, 6_501n, -1n, 1], ['B1', 'line', 'error', 6_500n, 6_499n, 1n, 2]]);
    expect(balanceClaim(two).findings.map((finding) => [finding.claim, finding.identity, finding.message])).toEqual([
      ['C1', 'SVC02 − ΣCAS(2110) = SVC03', 'Claim C1, line 1: SVC02 − ΣCAS(2110) = SVC03 gives 65.00 against 65.01, -0.01 apart.'],
      ['C1', 'SVC02 − ΣCAS(2110) = SVC03', 'Claim C1, line 2: SVC02 − ΣCAS(2110) = SVC03 gives 65.00 against 64.99, 0.01 apart.'],
    ]);
  });

  it('finds one cent at the claim (B2, and B3 by the lines)', () => {
    const off = { ...balanced, paid: 5_999n };
    expect(brief(off)).toEqual([['B2', 'claim', 'error', 6_000n, 5_999n, 1n], ['B3', 'claim', 'error', 6_000n, 5_999n, 1n]]);
    expect(balanceClaim(off).findings.map((finding) => finding.identity)).toEqual(['CLP03 − ΣCAS(2100) − ΣCAS(2110) = CLP04', 'ΣSVC03 − ΣCAS(2100) = CLP04']);
    expect(balanceClaim(off).findings[0]).toMatchObject({ message: 'Claim C1: CLP03 − ΣCAS(2100) − ΣCAS(2110) = CLP04 gives 60.00 against 59.99, 0.01 apart.' });
    expect(balanceClaim(off).findings[0]).not.toHaveProperty('segment');
    expect(balanceClaim(off)).toMatchObject({ balanced: false, quarantined: true, unreadable: false });
  });

  it('does not look for lines where the payer sends none', () => {
    expect(brief(claim({ charge: 1_000n, paid: 500n, patientResponsibility: undefined, lines: [] }))).toEqual([]);
  });

  it.each([
    ['less than the claim: a warning, for the payer sent only some lines', 9_000n, 'warning'], ['more than the claim: an error', 11_000n, 'error'],
  ] as const)('judges lines that sum to %s', (_name, charge, severity) => {
    const partial = claim({ lines: [{ ...line, charge, paid: charge - 3_500n }] });
    expect(brief(partial).filter(([rule]) => rule === 'B3')).toEqual([['B3', 'claim', severity, charge, 10_000n, charge - 10_000n], ['B3', 'claim', severity, charge - 4_000n, 6_000n, charge - 10_000n]]);
    expect(balanceClaim(partial).balanced).toBe(severity === 'warning');
    expect(balanceClaim(partial).quarantined).toBe(severity === 'error');
    expect(balanceClaim(partial).findings[0]?.identity).toBe('ΣSVC02 = CLP03');
  });

  it.each([[-9_000n, 'warning'], [-11_000n, 'error'], [100n, 'error']] as const)('judges lines of a reversal that sum to %s', (charge, severity) => {
    const reversal = complete(remittanceClaim, { controlNumber: 'C1', status: '22', charge: -10_000n, paid: -10_000n, filing: '12', payerControlNumber: 'I', lines: [{ procedure: { qualifier: 'HC', code: '97110' }, charge, paid: charge }] });
    expect(brief(reversal).map(([rule, , found]) => [rule, found])).toEqual([['B3', severity], ['B3', severity]]);
  });

  it.each([[0n, 'warning'], [-1n, 'error']] as const)('judges lines of a positive claim that sum to %s', (charge, severity) => {
    const one = complete(remittanceClaim, { controlNumber: 'C1', status: '1', charge: 10n, paid: 10n, filing: '12', payerControlNumber: 'I', lines: [{ procedure: { qualifier: 'HC', code: '97110' }, charge, paid: charge }] });
    expect(brief(one).map(([, , found]) => found)).toEqual([severity, severity]);
  });

  it('takes a reversal whose lines sum to nothing for one that lacks lines', () => {
    const one = complete(remittanceClaim, { controlNumber: 'C1', status: '22', charge: -10n, paid: -10n, filing: '12', payerControlNumber: 'I', lines: [{ procedure: { qualifier: 'HC', code: '97110' }, charge: 0n, paid: 0n }] });
    expect(brief(one).map(([, , found]) => found)).toEqual(['warning', 'warning']);
  });

  it('finds one cent of the patient (B5), on claim and lines together', () => {
    expect(brief({ ...balanced, patientResponsibility: 1_501n })).toEqual([['B5', 'patient', 'error', 1_500n, 1_501n, -1n]]);
    const onClaim = claim({ charge: 1_000n, paid: 0n, patientResponsibility: 999n, adjustments: [{ group: 'PR', reasons: [{ reason: '1', amount: 1_000n }] }], lines: [] });
    expect(brief(onClaim)).toEqual([['B5', 'patient', 'error', 1_000n, 999n, 1n]]);
    expect(balanceClaim(onClaim).findings[0]?.identity).toBe('ΣCAS of group PR (2100 + 2110) = CLP05');
  });

  it('does not compare the patient of a reversal, nor an absent CLP05', () => {
    expect(brief({ ...balanced, status: '22', patientResponsibility: 7n })).toEqual([]);
    expect(brief({ ...balanced, patientResponsibility: undefined })).toEqual([]);
  });

  const unreadable = { unreadable: '1,000' };
  it.each<[string, Partial<RemittanceClaim>]>([
    ['CLP03', { charge: unreadable }], ['CLP04', { paid: unreadable }], ['CLP05', { patientResponsibility: unreadable }],
    ['a reason of the claim', { adjustments: [{ group: 'CO', reasons: [{ reason: '45', amount: 1n }, { reason: '45', amount: unreadable }] }] }],
    ['SVC02', { lines: balanced.lines.map((one) => ({ ...one, charge: unreadable })) }], ['SVC03', { lines: balanced.lines.map((one) => ({ ...one, paid: unreadable })) }],
    ['a reason of a line', { lines: balanced.lines.map((one) => ({ ...one, adjustments: [{ group: 'CO', reasons: [{ reason: '45', amount: unreadable }] }] })) }],
  ])('quarantines a claim where %s is no number', (_name, change) => {
    expect(balanceClaim({ ...balanced, ...change })).toEqual({ balanced: false, quarantined: true, unreadable: true, findings: [] });
  });

  it('takes an absent amount for nothing', () => {
    expect(brief(complete(remittanceClaim, { controlNumber: 'C', status: '4', charge: undefined, paid: undefined, filing: '12', payerControlNumber: '' }))).toEqual([]);
  });
});

type Header = Omit<Remittance, 'sections'>;
const header = (change: Partial<NonNullable<Header['payment']>> = {}, trace = 'T1'): Header => ({
  payment: { handling: 'I', amount: 6_000n, creditOrDebit: 'C', method: 'ACH', date: '20260401', ...change }, trace: { type: '1', number: trace, payer: '1512345678' }, references: [], dates: [], providerAdjustments: [],
});
const plb = (...amounts: (bigint | { unreadable: string })[]): Remittance['providerAdjustments'][number] => ({ provider: 'P', fiscalPeriod: '20261231', adjustments: amounts.map((amount) => ({ reason: { code: 'WO' }, amount })) });

function verdictOf(top: Header, { claims = [balanced], adjustments = [], truncated = false }: { claims?: RemittanceClaim[]; adjustments?: Remittance['providerAdjustments']; truncated?: boolean } = {}) {
  const balance = new RemittanceBalance();
  balance.header(top);
  claims.forEach((one) => balance.claim(one));
  adjustments.forEach((one) => balance.providerAdjustment(one));
  return balance.verdict(truncated);
}

describe('balancing a transaction set', () => {
  it('is content when claims, provider adjustments and payment agree', () => {
    expect(verdictOf(header())).toEqual({ balanced: true, postable: true, claims: 1, quarantinedClaims: 0, totals: { charge: 10_000n, paid: 6_000n, providerAdjustments: 0n, payment: 6_000n }, findings: [] });
    expect(verdictOf(header({ amount: 6_300n }), { adjustments: [plb(-500n, 200n)] })).toMatchObject({ balanced: true, postable: true, totals: { providerAdjustments: -300n, payment: 6_300n } });
    expect(verdictOf({ ...header({ amount: 5_900n }), providerAdjustments: [plb(100n)] })).toMatchObject({ balanced: true });
  });

  it('finds one cent (B4)', () => {
    const verdict = verdictOf(header({ amount: 6_001n }));
    expect(verdict).toMatchObject({ balanced: false, postable: false });
    expect(verdict.findings).toEqual([{ rule: 'B4', level: 'transaction', severity: 'error', identity: 'ΣCLP04 − ΣPLB = BPR02', computed: 6_000n, stated: 6_001n, difference: -1n, message: 'The claims and provider adjustments give 60.00, the payment is 60.01: -0.01 apart.' }]);
  });

  it('takes a debit for a negative payment', () => {
    expect(verdictOf(header({ creditOrDebit: 'D', amount: 6_000n }), { claims: [], adjustments: [plb(6_000n)] })).toMatchObject({ balanced: true, postable: true, totals: { payment: -6_000n } });
  });

  it.each([
    ['a CLP04', { claims: [{ ...balanced, paid: { unreadable: 'X' } }] }, header()], ['a PLB amount', { adjustments: [plb({ unreadable: 'X' })] }, header()], ['BPR02', {}, header({ amount: { unreadable: 'X' } })], ['an absent BPR02', {}, header({ amount: undefined })],
  ])('does not vouch for the sum when %s cannot be read', (_name, more, top) => {
    const verdict = verdictOf(top, more);
    expect(verdict).toMatchObject({ balanced: false, postable: false });
    expect(verdict.findings.filter((finding) => finding.rule === 'B4').map(({ severity, message }) => [severity, message])).toEqual([['not-checked', 'An amount that the sum needs is missing or not a number.']]);
  });

  it('counts what is quarantined, and does not post it', () => {
    const verdict = verdictOf(header({ amount: 11_999n }), { claims: [balanced, { ...balanced, paid: 5_999n }] });
    expect(verdict).toMatchObject({ balanced: false, postable: false, claims: 2, quarantinedClaims: 1, totals: { charge: 20_000n, paid: 11_999n } });
    expect(verdict.findings).toEqual([]);
  });

  it('does not post what was too much to hold', () => {
    expect(verdictOf(header(), { truncated: true })).toMatchObject({ balanced: true, postable: false });
  });

  const headers: [string, Header, string[], boolean][] = [
    ['a negative payment', header({ amount: -6_000n, creditOrDebit: 'D' }), ['BPR02 ≥ 0: The payment is negative: -60.00.'], false],
    ['NON with money', header({ method: 'NON' }), ['BPR04 = NON ⇒ BPR02 = 0: No payment is made (NON), yet it is 60.00.'], false],
    ['a notification', header({ handling: 'H' }), ['BPR01 = H: This is a notification only: no payment comes with it.'], true],
    ['ACH without a date', header({ date: '' }), ['BPR04 = ACH, CHK, FWT ⇒ BPR16: A payment by ACH needs its date (BPR16).'], false],
    ['CHK with half a date', header({ method: 'CHK', date: '202604011' }), ['BPR04 = ACH, CHK, FWT ⇒ BPR16: A payment by CHK needs its date (BPR16).'], false],
    ['FWT with something before the date', header({ method: 'FWT', date: 'x20260401' }), ['BPR04 = ACH, CHK, FWT ⇒ BPR16: A payment by FWT needs its date (BPR16).'], false],
    ['BOP without a date', header({ method: 'BOP', date: '' }), [], true],
    ['no BPR', { ...header(), payment: undefined }, ['BPR is there: The payment segment (BPR) is missing.'], false],
    ['no number', header({ amount: { unreadable: 'X' } }), ['BPR02 is an amount: The payment is not an amount: X.'], false],
  ];
  it.each(headers)('judges the header: %s (B6)', (_name, top, wanted, postable) => {
    const found = verdictOf(top);
    expect(found.findings.filter((finding) => finding.rule === 'B6').map(({ identity, message }) => `${identity}: ${message}`)).toEqual(wanted);
    expect(found.findings.filter((finding) => finding.rule === 'B6').every((finding) => finding.level === 'header')).toBe(true);
    expect(found.postable).toBe(postable);
  });

  it('takes a notification for information', () => {
    expect(verdictOf(header({ handling: 'H' })).findings.map((finding) => finding.severity)).toEqual(['information']);
  });

  it('gives the cents of a header that is wrong', () => {
    expect(verdictOf(header({ method: 'NON' })).findings).toEqual([expect.objectContaining({ rule: 'B6', severity: 'error', computed: 6_000n, stated: 0n, difference: 6_000n })]);
    expect(verdictOf(header({ amount: -6_000n, creditOrDebit: 'D' })).findings).toEqual([expect.objectContaining({ computed: -6_000n, difference: -6_000n })]);
    expect(verdictOf(header({ method: 'NON', amount: 0n, date: '' }), { claims: [] })).toMatchObject({ postable: true, findings: [] });
  });

  it('finds a trace that came before, with the same payer only (B8)', () => {
    const traces = new TraceBook();
    const once = (top: Header) => {
      const balance = new RemittanceBalance(traces);
      balance.header(top);
      balance.claim(balanced);
      return balance.verdict();
    };
    expect(once(header())).toMatchObject({ postable: true, findings: [] });
    expect(once(header({}, 'T2')).findings).toEqual([]);
    expect(once({ ...header(), trace: { type: '1', number: 'T1', payer: '1999999999' } }).findings).toEqual([]);
    expect(once(header())).toMatchObject({ balanced: true, postable: false, findings: [{ rule: 'B8', level: 'trace', severity: 'error', identity: 'TRN02 is unique for TRN03', message: 'Trace T1 of payer 1512345678 came before.', difference: 0n }] });
    expect(once({ ...header(), trace: undefined }).findings).toEqual([]);
    expect(new RemittanceBalance().verdict().findings.map((finding) => finding.rule)).toEqual(['B4']);
  });
});

describe('balancing while reading', () => {
  const file = unitsOf(writeBytes(interchangeOf(remittanceGuide, [generateRemittance({ seed: 21, claims: 12 })])));

  it('reports wrong counts and control numbers with the exact figures, and does not stop (B7)', () => {
    const broken = file.replace(/SE\*\d+\*0021/, 'SE*7*0022').replace('GE*1*1', 'GE*2*1');
    const events = [...readRemittancesSync(bytesOf(broken))];
    const b7 = events.flatMap((event) => (event.kind === 'balance' ? [event.finding] : []));
    const segments = file.slice(file.indexOf('ST*'), file.indexOf('GE*')).split('~').length - 1;
    expect(b7.map((finding) => finding.message)).toEqual([`SE01 says "7"; ${segments} segments in the transaction set were read.`, 'SE02 is "0022", ST02 is "0021".', 'GE01 says "2"; 1 transaction sets in the group were read.']);
    expect(b7.every((finding) => finding.rule === 'B7' && finding.severity === 'warning' && finding.level === 'file')).toBe(true);
    expect(events.flatMap((event) => (event.kind === 'verdict' ? [event.verdict.postable] : []))).toEqual([true]);
  });

  it('tells the segment of a claim and of a line that do not balance', () => {
    const broken = file.replace(/(SVC\*[^*]*\*)/, (head) => `${head}9`);
    const findings = [...readRemittancesSync(bytesOf(broken))].flatMap((event) => (event.kind === 'claim' ? event.verdict.findings : []));
    const place = broken.split('~').findIndex((segment) => segment.startsWith('SVC')) + 1;
    expect(findings.find((finding) => finding.rule === 'B1')?.segment).toBe(place);
    expect(findings.find((finding) => finding.rule === 'B3')?.segment).toBe(broken.split('~').findIndex((segment) => segment.startsWith('CLP')) + 1);
  });

  it('reads on behind an amount that is no number', () => {
    const events = [...readRemittancesSync(bytesOf(file.replace(/(CLP\*[^*]*\*\d+\*)[\d.-]+/, '$1TEN')))];
    const claims = events.flatMap((event) => (event.kind === 'claim' ? [event] : []));
    expect(claims).toHaveLength(12);
    expect(claims[0]?.claim.charge).toEqual({ unreadable: 'TEN' });
    expect(claims.map((event) => event.verdict.quarantined)).toEqual([true, ...Array.from({ length: 11 }, () => false)]);
    expect(events.flatMap((event) => (event.kind === 'finding' ? [event.finding.code] : []))).toEqual(['NOT_A_NUMBER']);
  });

  it('gives a small file whole, with the same verdict', () => {
    const [whole] = readWholeRemittances(bytesOf(file));
    expect(whole?.verdict).toMatchObject({ balanced: true, postable: true, claims: 12 });
    expect(whole?.remittance.sections[0]?.claims).toHaveLength(12);
    expect(whole?.claims).toHaveLength(12);
    expect(whole?.remittance.providerAdjustments[0]?.adjustments).toEqual([{ reason: { code: 'WO', reference: 'RECOVERY1' }, amount: 3_000n }, { reason: { code: 'L6', reference: 'INTEREST' }, amount: -500n }]);
    const again = writeBytes(interchangeOf(remittanceGuide, [transactionOf(remittanceGuide, whole?.remittance as Remittance, '0021')]));
    expect(unitsOf(again)).toBe(file);
  });
});
