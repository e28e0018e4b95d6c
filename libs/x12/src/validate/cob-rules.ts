import { centsOf, showCents } from '../value/money';
import type { Claim, ClaimLine, LineAdjudication, OtherPayer } from '../x837p/claim';
import { error, type ClaimFinding, type ClaimPlace } from './finding';
import { payerKeyOf, type Rule } from './subject';

interface Decision {
  readonly other: OtherPayer;
  readonly key: string;
  /** What the payer decided on each line; undefined where it said nothing. */
  readonly lines: readonly (LineAdjudication | undefined)[];
}

function decisionsOf(claim: Claim): Decision[] {
  return claim.otherPayers.map((other) => {
    const key = payerKeyOf(other);
    return { other, key, lines: claim.lines.map((line) => line.earlierPayers.find((entry) => entry.payer === key)) };
  });
}

const paidOf = (other: OtherPayer): bigint | undefined => {
  const amount = other.amounts.find((entry) => entry.qualifier === 'D')?.amount;
  return amount === undefined ? undefined : centsOf(amount);
};

const adjusted = (adjustments: OtherPayer['adjustments']): bigint => adjustments.reduce((total, { reasons }) => total + reasons.reduce((sum, reason) => sum + centsOf(reason.amount), 0n), 0n);

const hasDecided = ({ other, lines }: Decision): boolean => paidOf(other) !== undefined || other.adjustments.length > 0 || lines.some((line) => line !== undefined);

/** Per line: charge less the earlier payer's reasons is what it paid (rule 3.4). */
const lineBalance: Rule = ({ claim }) => decisionsOf(claim).flatMap(({ key, lines }) => lines.flatMap((decided, nth) => {
  if (decided === undefined) return [];
  const charge = centsOf(claim.lines[nth]?.service?.charge);
  const computed = charge - adjusted(decided.adjustments);
  const stated = centsOf(decided.paid);
  return computed === stated ? [] : [apart('COB_LINE_BALANCE', { loop: '2430', segment: 'SVD', element: 2, line: nth + 1 }, { computed, stated, what: `Line ${nth + 1}, payer ${key}: SV102 − ΣCAS = SVD02` })];
}));

/** Per claim: charge less all reasons of the earlier payer is what it paid (AMT*D). */
const claimBalance: Rule = ({ claim }) => decisionsOf(claim).flatMap((decision): ClaimFinding[] => {
  const { other, key, lines } = decision;
  const paid = paidOf(other);
  const place: ClaimPlace = { loop: '2320', segment: 'AMT', element: 2, box: '29' };
  if (!hasDecided(decision)) return [];
  if (paid === undefined) return [error('COB_PAID_MISSING', place, [`What payer ${key} paid (AMT*D) is missing.`, 'Add AMT*D, 0 where it paid nothing.'])];
  const onLines = lines.reduce((total, line) => total + adjusted(line?.adjustments ?? []), 0n);
  const computed = centsOf(claim.charge) - adjusted(other.adjustments) - onLines;
  const findings = computed === paid ? [] : [apart('COB_CLAIM_BALANCE', place, { computed, stated: paid, what: `Payer ${key}: CLM02 − ΣCAS = AMT*D` })];
  if (lines.length === 0 || lines.some((line) => line === undefined)) return findings;
  const sum = lines.reduce((total, line) => total + centsOf(line?.paid), 0n) - adjusted(other.adjustments);
  return sum === paid ? findings : [...findings, apart('COB_PAID_SUM', place, { computed: sum, stated: paid, what: `Payer ${key}: ΣSVD02 − ΣCAS(2320) = AMT*D` })];
});

function apart(rule: string, place: ClaimPlace, sides: { computed: bigint; stated: bigint; what: string }): ClaimFinding {
  const { computed, stated, what } = sides;
  return error(rule, place, [`${what} gives ${showCents(computed)} against ${showCents(stated)}, ${showCents(computed - stated)} apart.`, 'Copy amounts and reasons from the remittance of that payer, cent for cent.']);
}

/** The day of the earlier payer's decision stands at the payer or at every line, not at both. */
const decisionDate: Rule = ({ claim }) => decisionsOf(claim).flatMap((decision): ClaimFinding[] => {
  const { other, key, lines } = decision;
  if (!hasDecided(decision)) return [];
  const atPayer = (other.payer?.dates ?? []).some((date) => date.qualifier === '573');
  const decided = lines.filter((line) => line !== undefined);
  const dated = decided.filter((line) => line.dates.some((date) => date.qualifier === '573')).length;
  const place: ClaimPlace = { loop: '2330B', segment: 'DTP', element: 3 };
  if (atPayer && dated > 0) return [error('COB_DATE_TWICE', place, [`The day of the decision of payer ${key} stands at the payer and at lines.`, 'Keep it at the lines.'])];
  if (atPayer || (dated > 0 && dated === decided.length)) return [];
  return [error('COB_DATE_MISSING', place, [`The day on which payer ${key} decided is missing.`, 'Add DTP*573 at each of its lines, or once at the payer.'])];
});

/** Every line decision belongs to a payer of the claim, one decision a payer. */
const decidingPayer: Rule = ({ claim }) => {
  const keys = new Set(claim.otherPayers.map(payerKeyOf));
  return claim.lines.flatMap((line: ClaimLine, nth) => line.earlierPayers.flatMap((decided, at) => {
    const place: ClaimPlace = { loop: '2430', segment: 'SVD', element: 1, line: nth + 1 };
    if (!keys.has(decided.payer)) return [error('COB_PAYER_UNKNOWN', place, [`The line was decided by ${decided.payer}, which is no payer of this claim.`, 'Use the identifier of loop 2330B.'])];
    const twice = line.earlierPayers.findIndex((entry) => entry.payer === decided.payer) < at;
    return twice ? [error('COB_PAYER_TWICE', place, [`Payer ${decided.payer} decided this line twice.`, 'Keep the last decision.'])] : [];
  }));
};

/** Two payers of a claim have two identifiers. */
const payerKeys: Rule = ({ claim, subscriber }) => {
  const seen = new Set([subscriber.payer?.id ?? '']);
  return claim.otherPayers.flatMap((other) => {
    const key = payerKeyOf(other);
    const twice = seen.has(key);
    seen.add(key);
    return twice ? [error('COB_PAYER_KEY_TWICE', { loop: '2330B', segment: 'NM1', element: 9 }, [`Two payers of this claim have the identifier ${key}.`, 'Give each payer an identifier of its own.'])] : [];
  });
};

/** The rules of this file, in the order of their findings. */
export const cobRules: readonly Rule[] = [lineBalance, claimBalance, decisionDate, decidingPayer, payerKeys];
