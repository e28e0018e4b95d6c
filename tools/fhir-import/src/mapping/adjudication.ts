import { elementsOf, type Element } from '../bundle/element';
import { MoneyReader, type Exact } from './amount';
import { codesOf } from './concept';

/** What an explanation of benefit says about money; an amount it does not state is null. */
export interface AdjudicatedAmounts {
  readonly submitted: Exact | null;
  readonly allowed: Exact | null;
  readonly paid: Exact | null;
  readonly patientResponsibility: Exact | null;
}

/**
 * Adjudication codes by what they mean: of HL7 (adjudication), of CARIN Blue Button (C4BBAdjudication), and the CMS Blue
 * Button variables, whose codes are URLs that end in the variable's name.
 */
const SUBMITTED = ['submitted', 'line_sbmtd_chrg_amt'];
const ALLOWED = ['eligible', 'allowed', 'line_alowd_chrg_amt'];
const PAID = ['benefit', 'paidtoprovider', 'line_prvdr_pmt_amt', 'line_nch_pmt_amt'];
const LIABILITY = ['memberliability', 'patientliability'];
const SHARES = [['deductible', 'line_bene_ptb_ddctbl_amt'], ['coinsurance', 'line_coinsrnc_amt'], ['copay', 'copayment']];

/** The amounts of a FHIR ExplanationOfBenefit: totals and payment where stated, else the sums over its items. */
export function amountsOf(benefit: Element, money: MoneyReader): AdjudicatedAmounts {
  const totals = [...elementsOf(benefit['total']), ...elementsOf(benefit['adjudication'])];
  const lines = elementsOf(benefit['item']).map((item) => elementsOf(item['adjudication']));
  const stated = (codes: readonly string[]): Exact | null => pick(totals, codes, money) ?? sumOf(lines, codes, money);
  const payment = elementsOf(benefit['payment'])[0];
  return {
    submitted: stated(SUBMITTED),
    allowed: stated(ALLOWED),
    paid: (payment && money.read(payment['amount'])) ?? stated(PAID),
    patientResponsibility: stated(LIABILITY) ?? shares(totals, money) ?? add(lines.map((line) => shares(line, money))),
  };
}

/** The charge submitted for one item. */
export function submittedOf(item: Element, money: MoneyReader): Exact | null {
  return money.read(item['net']) ?? pick(elementsOf(item['adjudication']), SUBMITTED, money) ?? money.read(item['unitPrice']);
}

/** The amount under the first of the codes that is stated: codes of one list never add up. */
function pick(adjudications: readonly Element[], codes: readonly string[], money: MoneyReader): Exact | null {
  for (const code of codes) {
    const found = adjudications.filter(({ category }) => codesOf(category).some((stated) => lastSegment(stated) === code));
    const amount = money.sum(found.map((adjudication) => adjudication['amount']));
    if (amount !== null) return amount;
  }
  return null;
}

function lastSegment(code: string): string {
  return code.slice(code.lastIndexOf('/') + 1);
}

function sumOf(lines: readonly (readonly Element[])[], codes: readonly string[], money: MoneyReader): Exact | null {
  return add(lines.map((line) => pick(line, codes, money)));
}

/** Deductible, coinsurance and copayment together. */
function shares(adjudications: readonly Element[], money: MoneyReader): Exact | null {
  return add(SHARES.map((codes) => pick(adjudications, codes, money)));
}

function add(amounts: readonly (Exact | null)[]): Exact | null {
  const stated = amounts.filter((amount) => amount !== null);
  return stated.length === 0 ? null : stated.reduce((total, amount) => total + amount, 0n);
}
