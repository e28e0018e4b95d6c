import {
  acknowledgementStatuses, adjustmentGroups, adjustmentReasons, benefitKinds, benefitPeriods, benefitsOf, centsOf, claimStatuses, eligibilitySubscriber, elementErrors, errorsOf, isUnreadable, outcomeOf, paymentMethods, providerAdjustmentReasons,
  refusalFollowUps, refusalReasons, refusalsOf, segmentErrors, serviceTypes, showCents, statusCategories, statusCodes,
  type AcknowledgedPatient, type Amount, type Claim, type EligibilityRequest, type Node, type ProviderAdjustment, type ReadEvent, type RemittanceAdjustment, type RemittanceClaim, type RemittanceHeader, type Status, type StatusRequest, type TransactionAnswer,
} from '@spindle/x12';
import { tellEnvelope, tellFinding } from './inspect';
import type { Tell } from './report';

type Say = (depth: number, text: string, wrong?: boolean) => void;

const money = (amount: Amount | undefined): string => (amount === undefined ? '—' : isUnreadable(amount) ? `"${amount.unreadable}"` : showCents(centsOf(amount)));

/** Tells a file in words: what a biller would want to read of it. */
export function explainer(tell: Tell): (event: ReadEvent) => void {
  const say: Say = (depth, text, wrong = false) => tell({ depth, text, record: { kind: 'explanation', depth, text }, wrong });
  return (event) => {
    tellEnvelope(tell, event);
    if (event.kind === 'finding') tellFinding(tell, event.finding);
    if (event.kind === 'transaction') say(3, `${event.transaction.transaction} ${event.transaction.controlNumber}: ${event.guide?.title ?? 'a transaction set that is not explained'}`);
    if (event.kind === 'header' && event.guide.transaction === '835') explainPayment(say, event.model as unknown as RemittanceHeader);
    if (event.kind === 'part' && event.name === 'providerAdjustments') explainProvider(say, event.model as unknown as ProviderAdjustment);
    if (event.kind === 'loop' && event.id === event.guide.unit) explainUnit(say, event);
  };
}

function explainUnit(say: Say, event: Extract<ReadEvent, { kind: 'loop' }>): void {
  const explain = EXPLANATIONS[`${event.guide.transaction} ${event.guide.version}`] ?? EXPLANATIONS[event.guide.transaction];
  explain?.(say, event.model, event);
}

const EXPLANATIONS: Readonly<Record<string, (say: Say, model: Node, event: ReadEvent) => void>> = {
  '835': (say, model) => explainDecision(say, model as unknown as RemittanceClaim),
  '837': (say, model) => explainClaim(say, model as unknown as Claim),
  '270': (say, model) => explainInquiry(say, model as unknown as EligibilityRequestSubscriber),
  '276': (say, model) => explainQuestion(say, model as unknown as StatusRequestSubscriber),
  '271': (say, _model, event) => explainBenefits(say, event),
  '277 005010X214': (say, model) => explainOutcome(say, model as unknown as AcknowledgedPatient),
  '277 005010X212': (say, model) => explainOutcome(say, model as unknown as AcknowledgedPatient),
  '999': (say, model) => explainAnswer(say, model as unknown as TransactionAnswer),
};

function explainPayment(say: Say, { payment, payer, payee, trace, providerAdjustments }: RemittanceHeader): void {
  say(4, `${payer?.name ?? 'a payer'} pays ${money(payment?.amount)} to ${payee?.name ?? 'a payee'} by ${paymentMethods.words(payment?.method ?? '')} on ${payment?.date ?? '—'}, trace ${trace?.number ?? '—'}`);
  for (const adjustment of providerAdjustments) explainProvider(say, adjustment);
}

function explainProvider(say: Say, adjustment: ProviderAdjustment): void {
  for (const { reason, amount } of adjustment.adjustments) {
    say(4, `provider adjustment ${money(amount)} (positive lowers the payment): ${providerAdjustmentReasons.words(reason.code)}${reason.reference === undefined ? '' : `, reference ${reason.reference}`}`);
  }
}

function explainDecision(say: Say, claim: RemittanceClaim): void {
  const patient = claim.names.find((name) => name.entity === 'QC');
  say(4, `claim ${claim.controlNumber} ${[patient?.lastName, patient?.firstName].filter(Boolean).join(', ')}: ${claimStatuses.words(claim.status)}; charged ${money(claim.charge)}, paid ${money(claim.paid)}, patient owes ${money(claim.patientResponsibility)}`);
  explainAdjustments(say, 5, claim.adjustments);
  for (const line of claim.lines) {
    say(5, `${[line.procedure.code, ...line.procedure.modifiers].join('-')}: charged ${money(line.charge)}, paid ${money(line.paid)}`);
    explainAdjustments(say, 6, line.adjustments);
  }
}

function explainAdjustments(say: Say, depth: number, adjustments: readonly RemittanceAdjustment[]): void {
  for (const { group, reasons } of adjustments) for (const { reason, amount } of reasons) say(depth, `${group}-${reason} ${money(amount)}: ${adjustmentReasons.words(reason)} (${adjustmentGroups.words(group)})`);
}

function explainClaim(say: Say, claim: Claim): void {
  say(4, `claim ${claim.controlNumber}: ${money(claim.charge)}, ${claim.lines.length} lines, diagnoses ${(claim.diagnoses?.codes ?? []).map((entry) => entry.code).join(' ')}${claim.otherPayers.length === 0 ? '' : `, after ${claim.otherPayers.length} earlier payers`}`);
  for (const line of claim.lines) say(5, `${[line.service?.procedure.code, ...(line.service?.procedure.modifiers ?? [])].join('-')} × ${line.service?.units ?? '—'}: ${money(line.service?.charge)} on ${line.dates.find((date) => date.qualifier === '472')?.value ?? '—'}`);
}

type EligibilityRequestSubscriber = EligibilityRequest['sources'][number]['receivers'][number]['subscribers'][number];
type StatusRequestSubscriber = StatusRequest['payers'][number]['receivers'][number]['providers'][number]['subscribers'][number];

function explainInquiry(say: Say, { name, dependents }: EligibilityRequestSubscriber): void {
  for (const person of [name, ...dependents.map((dependent) => dependent.name)]) {
    for (const { serviceTypes: types } of person?.inquiries ?? []) say(4, `${person?.lastName ?? ''} ${person?.firstName ?? ''}: asks for ${types.map((type) => serviceTypes.words(type)).join(' + ')}`);
  }
}

function explainQuestion(say: Say, subscriber: StatusRequestSubscriber): void {
  for (const { name, claims } of [subscriber, ...subscriber.dependents]) {
    for (const claim of claims) say(4, `${name?.lastName ?? ''} ${name?.firstName ?? ''}: asks for claim ${claim.number}${claim.amounts.map((entry) => ` of ${money(entry.amount)}`).join('')}`);
  }
}

function explainBenefits(say: Say, event: ReadEvent): void {
  const subscriber = eligibilitySubscriber(event);
  if (subscriber === undefined) return;
  for (const { about, refusal } of refusalsOf(subscriber)) say(4, `${about?.role ?? ''} ${about?.lastName ?? ''}: refused: ${refusalReasons.words(refusal.reason ?? '')}; ${refusalFollowUps.words(refusal.followUp ?? '')}`, true);
  for (const { about, benefit } of benefitsOf(subscriber)) {
    const details = [benefit.level, benefit.serviceTypes.map((type) => serviceTypes.words(type)).join(' + '), benefit.period === undefined ? undefined : benefitPeriods.words(benefit.period), benefit.amount === undefined ? undefined : money(benefit.amount), benefit.percent === undefined ? undefined : `share ${benefit.percent}`, benefit.quantity === undefined ? undefined : `${benefit.quantity} ${benefit.quantityQualifier ?? ''}`];
    say(4, `${about.role} ${about.lastName ?? ''}: ${benefitKinds.words(benefit.kind)}: ${details.filter((detail) => detail !== undefined && detail !== '').join(', ')}${benefit.messages.map((message) => ` "${message.text}"`).join('')}`);
  }
}

function statusWords(status: Status): string {
  return `${statusCategories.words(status.status.category)}: ${statusCodes.words(status.status.code)}`;
}

function explainOutcome(say: Say, patient: Pick<AcknowledgedPatient, 'name' | 'claims'>): void {
  for (const claim of patient.claims) {
    const outcome = outcomeOf(claim);
    const words = outcome.accepted === undefined ? '' : outcome.accepted ? 'accepted; ' : 'REJECTED; ';
    say(4, `claim ${outcome.controlNumber} ${patient.name?.lastName ?? ''}: ${words}${outcome.statuses.map(statusWords).join('; ')}`, outcome.accepted === false);
    for (const line of outcome.lines) if (line.statuses.length > 0) say(5, `line ${line.ordinal}: ${line.statuses.map(statusWords).join('; ')}`);
  }
}

function explainAnswer(say: Say, answer: TransactionAnswer): void {
  const status = answer.answer?.status ?? '';
  say(4, `transaction set ${answer.transaction} ${answer.controlNumber}: ${acknowledgementStatuses.words(status)}`, status !== 'A' && status !== 'E');
  for (const error of errorsOf(answer)) {
    const element = error.element === undefined ? '' : `, element ${String(error.element)}`;
    const words = error.element === undefined ? segmentErrors.words(error.code) : elementErrors.words(error.code);
    say(5, `segment ${error.segment} at ${String(error.position)}, loop ${error.loop ?? '—'}${element}: ${words}${error.contexts.map((context) => ` (${context.name} ${context.value ?? ''})`).join('')}`);
  }
}
