import { RemittanceReader, showCents, type BalanceFinding, type ReadEvent, type RemittanceEvent, type TraceBook } from '@spindle/x12';
import { tellEnvelope, tellFinding } from './inspect';
import type { Tell } from './report';

function tellBalance(tell: Tell, finding: BalanceFinding, depth: number): void {
  tell({ depth, text: `${finding.rule} ${finding.level} ${finding.severity}: ${finding.message}`, record: { kind: 'balance', ...finding }, wrong: finding.severity === 'error' || finding.severity === 'not-checked' });
}

/** Balances every 835 and tells what does not hold. `traces` is shared by all files of one call (rule B8). */
export function balancer(tell: Tell, traces: TraceBook): (event: ReadEvent) => void {
  const reader = new RemittanceReader((event: RemittanceEvent) => {
    if (event.kind === 'other') tellEnvelope(tell, event.event);
    if (event.kind === 'finding' && event.finding.rule === undefined) tellFinding(tell, event.finding);
    if (event.kind === 'balance') tellBalance(tell, event.finding, 3);
    if (event.kind === 'claim') {
      if (event.verdict.unreadable) tell({ depth: 3, text: `claim ${event.claim.controlNumber}: quarantined, an amount is not a number`, record: { kind: 'quarantined', claim: event.claim.controlNumber }, wrong: true });
      for (const finding of event.verdict.findings) tellBalance(tell, finding, 3);
    }
    if (event.kind === 'verdict') tellVerdict(tell, event);
  }, traces);
  return (event) => reader.take(event);
}

function tellVerdict(tell: Tell, { transaction, verdict }: Extract<RemittanceEvent, { kind: 'verdict' }>): void {
  for (const finding of verdict.findings) tellBalance(tell, finding, 3);
  const { totals, claims, quarantinedClaims, balanced, postable } = verdict;
  const sums = `charged ${showCents(totals.charge)}, paid ${showCents(totals.paid)}, provider adjustments ${showCents(totals.providerAdjustments)}, payment ${showCents(totals.payment)}`;
  const words = balanced ? (postable ? 'balances' : 'balances, but must not be posted') : 'DOES NOT BALANCE';
  tell({
    depth: 3, text: `835 ${transaction.controlNumber} ${words}: ${claims} claims${quarantinedClaims === 0 ? '' : ` (${quarantinedClaims} quarantined)`}, ${sums}`,
    record: { kind: 'verdict', controlNumber: transaction.controlNumber, balanced, postable, claims, quarantinedClaims, totals }, wrong: !postable,
  });
}
