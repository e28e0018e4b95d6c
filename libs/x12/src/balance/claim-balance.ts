import type { Severity } from '../finding/finding';
import { sourceOf } from '../loops/loop-reader';
import { centsOf, isUnreadable, showCents, type Amount } from '../value/money';
import { reversalStatus, type RemittanceAdjustment, type RemittanceClaim, type RemittanceLine } from '../x835/remittance';
import type { BalanceFinding, BalanceLevel, BalanceRule, ClaimVerdict } from './verdict';

/** A(x): all CAS amounts of the segments, or of one group code, in cents. */
export function adjusted(adjustments: readonly RemittanceAdjustment[], group?: string): bigint {
  let total = 0n;
  for (const adjustment of adjustments) {
    if (group !== undefined && adjustment.group !== group) continue;
    for (const reason of adjustment.reasons) total += centsOf(reason.amount);
  }
  return total;
}

/** Balances one claim: B1 for each line, B2, B3, B5. Absent amounts count as nothing; an unreadable one quarantines the claim. */
export function balanceClaim(claim: RemittanceClaim): ClaimVerdict {
  if (hasUnreadable(claim)) return { balanced: false, quarantined: true, unreadable: true, findings: [] };
  const findings: BalanceFinding[] = [];
  claim.lines.forEach((line, nth) => checkLine(findings, claim, { line, ordinal: nth + 1 }));
  const onClaim = adjusted(claim.adjustments);
  const onLines = claim.lines.reduce((total, line) => total + adjusted(line.adjustments), 0n);
  check(findings, claim, {
    rule: 'B2', level: 'claim', severity: 'error', identity: 'CLP03 − ΣCAS(2100) − ΣCAS(2110) = CLP04', computed: centsOf(claim.charge) - onClaim - onLines, stated: centsOf(claim.paid),
  });
  if (claim.lines.length > 0) checkSumOfLines(findings, claim, onClaim);
  checkPatient(findings, claim);
  const broken = findings.some((finding) => finding.severity === 'error');
  return { balanced: !broken, quarantined: broken, unreadable: false, findings };
}

interface Identity {
  readonly rule: BalanceRule;
  readonly level: BalanceLevel;
  readonly severity: Severity;
  readonly identity: string;
  readonly computed: bigint;
  readonly stated: bigint;
  readonly line?: number;
  readonly segment?: number | undefined;
}

function check(findings: BalanceFinding[], claim: RemittanceClaim, identity: Identity): void {
  const { computed, stated, line } = identity;
  if (computed === stated) return;
  const difference = computed - stated;
  const where = line === undefined ? `Claim ${claim.controlNumber}` : `Claim ${claim.controlNumber}, line ${line}`;
  const segment = identity.segment ?? sourceOf(claim)?.segment;
  findings.push({
    ...identity, difference, claim: claim.controlNumber, ...(segment === undefined ? {} : { segment }),
    message: `${where}: ${identity.identity} gives ${showCents(computed)} against ${showCents(stated)}, ${showCents(difference)} apart.`,
  });
}

function checkLine(findings: BalanceFinding[], claim: RemittanceClaim, { line, ordinal }: { line: RemittanceLine; ordinal: number }): void {
  check(findings, claim, {
    rule: 'B1', level: 'line', severity: 'error', identity: 'SVC02 − ΣCAS(2110) = SVC03',
    computed: centsOf(line.charge) - adjusted(line.adjustments), stated: centsOf(line.paid), line: ordinal, segment: sourceOf(line)?.segment,
  });
}

function checkSumOfLines(findings: BalanceFinding[], claim: RemittanceClaim, onClaim: bigint): void {
  const charges = claim.lines.reduce((total, line) => total + centsOf(line.charge), 0n);
  const payments = claim.lines.reduce((total, line) => total + centsOf(line.paid), 0n);
  const severity = onlySomeLines(charges, centsOf(claim.charge)) ? 'warning' : 'error';
  check(findings, claim, { rule: 'B3', level: 'claim', severity, identity: 'ΣSVC02 = CLP03', computed: charges, stated: centsOf(claim.charge) });
  check(findings, claim, { rule: 'B3', level: 'claim', severity, identity: 'ΣSVC03 − ΣCAS(2100) = CLP04', computed: payments - onClaim, stated: centsOf(claim.paid) });
}

/** Lines that make up less than the claim's charge, on its side of zero: the payer left some out. */
function onlySomeLines(lines: bigint, claim: bigint): boolean {
  return claim >= 0n ? lines >= 0n && lines < claim : lines <= 0n && lines > claim;
}

function checkPatient(findings: BalanceFinding[], claim: RemittanceClaim): void {
  if (claim.patientResponsibility === undefined || claim.status === reversalStatus) return;
  const computed = claim.lines.reduce((total, line) => total + adjusted(line.adjustments, 'PR'), adjusted(claim.adjustments, 'PR'));
  check(findings, claim, { rule: 'B5', level: 'patient', severity: 'error', identity: 'ΣCAS of group PR (2100 + 2110) = CLP05', computed, stated: centsOf(claim.patientResponsibility) });
}

function hasUnreadable(claim: RemittanceClaim): boolean {
  const own: readonly (Amount | undefined)[] = [claim.charge, claim.paid, claim.patientResponsibility];
  return own.some(isUnreadable) || reasonsUnreadable(claim.adjustments)
    || claim.lines.some((line) => isUnreadable(line.charge) || isUnreadable(line.paid) || reasonsUnreadable(line.adjustments));
}

function reasonsUnreadable(adjustments: readonly RemittanceAdjustment[]): boolean {
  return adjustments.some((adjustment) => adjustment.reasons.some((reason) => isUnreadable(reason.amount)));
}
