import { Seen } from '../envelope/seen';
import type { Severity } from '../finding/finding';
import { centsOf, isUnreadable, showCents } from '../value/money';
import type { ProviderAdjustment, RemittanceClaim, RemittanceHeader } from '../x835/remittance';
import { balanceClaim } from './claim-balance';
import type { BalanceFinding, BalanceLevel, BalanceRule, ClaimVerdict, RemittanceVerdict } from './verdict';

const LEVELS = { B4: 'transaction', B6: 'header', B8: 'trace' } as const satisfies Partial<Record<BalanceRule, BalanceLevel>>;
const PAYS_BY_DATE = new Set(['ACH', 'CHK', 'FWT']);

/** Remembers the traces of many transaction sets, of one file or of several, for rule B8. */
export class TraceBook {
  private readonly seen = new Seen();

  /** Whether this payer (TRN03) used this trace (TRN02) before; the pair is remembered. */
  before(payer: string, trace: string): boolean {
    return this.seen.before(`${payer}|${trace}`);
  }
}

/** Balances one 835 transaction set while it is read: header, claims, provider adjustments, then {@link RemittanceBalance.verdict}. */
export class RemittanceBalance {
  private readonly findings: BalanceFinding[] = [];
  private charge = 0n;
  private paid = 0n;
  private adjustments = 0n;
  private payment = 0n;
  private claims = 0;
  private quarantined = 0;
  private claimsBalance = true;
  private paymentKnown = false;
  private unreadable = false;

  /** @param traces shared by all transaction sets among which a trace must be unique. */
  constructor(private readonly traces: TraceBook = new TraceBook()) {}

  /** Takes the payment and trace: B6 and B8. */
  header(header: RemittanceHeader): void {
    const { payment, trace } = header;
    if (payment === undefined) this.add('B6', ['BPR is there', 'The payment segment (BPR) is missing.']);
    else this.takePayment(payment);
    if (trace !== undefined && this.traces.before(trace.payer, trace.number)) {
      this.add('B8', ['TRN02 is unique for TRN03', `Trace ${trace.number} of payer ${trace.payer} came before.`]);
    }
    for (const adjustment of header.providerAdjustments) this.providerAdjustment(adjustment);
  }

  /** Takes a claim and gives its verdict. */
  claim(claim: RemittanceClaim): ClaimVerdict {
    const verdict = balanceClaim(claim);
    this.claims += 1;
    this.charge += centsOf(claim.charge);
    this.paid += centsOf(claim.paid);
    if (verdict.quarantined) this.quarantined += 1;
    if (isUnreadable(claim.paid)) this.unreadable = true;
    this.claimsBalance = this.claimsBalance && verdict.balanced;
    return verdict;
  }

  /** Takes a PLB. */
  providerAdjustment(adjustment: ProviderAdjustment): void {
    for (const { amount } of adjustment.adjustments) {
      if (isUnreadable(amount)) this.unreadable = true;
      this.adjustments += centsOf(amount);
    }
  }

  /** Ends the transaction set: B4. `truncated` says that something was too much to hold. */
  verdict(truncated = false): RemittanceVerdict {
    this.checkTransaction();
    const transactionBalances = this.findings.every((finding) => finding.rule !== 'B4');
    const balanced = transactionBalances && this.claimsBalance;
    const broken = this.findings.some((finding) => finding.severity === 'error');
    const { charge, paid, payment } = this;
    return {
      balanced, postable: balanced && !broken && !truncated && this.quarantined === 0, claims: this.claims, quarantinedClaims: this.quarantined,
      totals: { charge, paid, providerAdjustments: this.adjustments, payment }, findings: this.findings,
    };
  }

  private takePayment(payment: NonNullable<RemittanceHeader['payment']>): void {
    const { amount, method, handling, date } = payment;
    this.paymentKnown = amount !== undefined && !isUnreadable(amount);
    const cents = centsOf(amount);
    this.payment = payment.creditOrDebit === 'D' ? -cents : cents;
    if (isUnreadable(amount)) this.add('B6', ['BPR02 is an amount', `The payment is not an amount: ${amount.unreadable}.`]);
    if (cents < 0n) this.add('B6', ['BPR02 ≥ 0', `The payment is negative: ${showCents(cents)}.`], { computed: cents });
    if (method === 'NON' && cents !== 0n) this.add('B6', ['BPR04 = NON ⇒ BPR02 = 0', `No payment is made (NON), yet it is ${showCents(cents)}.`], { computed: cents });
    if (handling === 'H') this.add('B6', ['BPR01 = H', 'This is a notification only: no payment comes with it.'], { severity: 'information' });
    if (PAYS_BY_DATE.has(method) && !/^\d{8}$/.test(date)) this.add('B6', ['BPR04 = ACH, CHK, FWT ⇒ BPR16', `A payment by ${method} needs its date (BPR16).`]);
  }

  private checkTransaction(): void {
    const identity = 'ΣCLP04 − ΣPLB = BPR02';
    const computed = this.paid - this.adjustments;
    if (this.unreadable || !this.paymentKnown) {
      return this.add('B4', [identity, 'An amount that the sum needs is missing or not a number.'], { severity: 'not-checked', computed, stated: this.payment });
    }
    if (computed === this.payment) return;
    const apart = computed - this.payment;
    this.add('B4', [identity, `The claims and provider adjustments give ${showCents(computed)}, the payment is ${showCents(this.payment)}: ${showCents(apart)} apart.`], { computed, stated: this.payment });
  }

  private add(rule: keyof typeof LEVELS, [identity, message]: readonly [string, string], more: { severity?: Severity; computed?: bigint; stated?: bigint } = {}): void {
    const { severity = 'error', computed = 0n, stated = 0n } = more;
    this.findings.push({ rule, level: LEVELS[rule], severity, identity, computed, stated, difference: computed - stated, message });
  }
}
