import type { DayNumber } from '../calendar/day-number';
import { Random } from '../chance/random';
import type { SampleContext } from '../clinic/context';
import { adjudicate, percentOf, postDecision, type LineDecision } from './adjudication';
import { drawDays, drawFate, drawSuccessorFate, isSubmitted, type ClaimDays, type Fate } from './claim';
import { ClaimAccount, type Ledger } from './claim-account';
import { ClaimWriter, closeOf, type BilledVisit, type ClaimDraft } from './claim-writer';
import { coverageOn, type HeldCoverage } from './coverage-maker';
import { PatientCollections } from './patient-collections';

/** Days that a secondary claim takes to be sent, and to be decided on. */
const SECONDARY_SENT_AFTER = 4;
const SECONDARY_CLOSED_AFTER = 16;
const SECONDARY_PAYS_PERCENT = 80n;

/** A claim that is written, and what is owed for it. */
interface OpenedClaim {
  readonly billed: BilledVisit;
  readonly coverage: HeldCoverage;
  readonly account: ClaimAccount;
  readonly days: ClaimDays;
}

/** Makes the claims of a visit and leads each to where it stands today, with the ledger beside it. */
export class ClaimCourse {
  readonly #ledger: Ledger;
  readonly #context: SampleContext;
  readonly #random: Random;
  readonly #writer: ClaimWriter;
  readonly #collections: PatientCollections;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#context = ledger.context;
    this.#random = new Random(ledger.context.seed, `${ledger.context.profile.practice.slug} claim course`);
    this.#writer = new ClaimWriter(ledger.context);
    this.#collections = new PatientCollections(ledger.context);
  }

  /** Answers whether a payer has a claim for the visit that was not voided. */
  run(billed: BilledVisit, coverage: HeldCoverage): boolean {
    const fate = drawFate(this.#context.today - billed.day, this.#random);
    const days = drawDays(billed.day, this.#context.today, this.#random);
    const claim = this.#open({ billed, coverage, frequency: 'ORIGINAL', fate, days, madeAt: billed.completedAt }, billed.day);
    this.#collections.takeCopay(claim.account, coverage.plan, billed.day);
    switch (fate) {
      case 'DISCARDED': return this.#succeed(claim, 'ORIGINAL', billed.day);
      case 'REPLACED': return this.#succeed(claim, 'REPLACEMENT', days.adjudicated);
      case 'VOIDED': return this.#void(claim);
      default: return this.#settle(claim, fate);
    }
  }

  /** Writes a claim and charges its lines to the payer. */
  #open(draft: ClaimDraft, on: DayNumber): OpenedClaim {
    const { billed, coverage, days } = draft;
    const account = new ClaimAccount(this.#ledger, billed.visit.patient.id, this.#writer.write(draft));
    for (const [place, { cents }] of billed.lines.entries()) account.post({ kind: 'CHARGE', party: 'PAYER', cents, on, line: place + 1 });
    return { billed, coverage, account, days };
  }

  /** The claim is taken back, and another one takes its place. */
  #succeed({ billed, coverage, account }: OpenedClaim, frequency: 'ORIGINAL' | 'REPLACEMENT', since: DayNumber): boolean {
    const fate = drawSuccessorFate(this.#context.today - since, this.#random);
    const days = drawDays(since, this.#context.today, this.#random);
    const successor = this.#open({ billed, coverage, frequency, fate, days, madeAt: Math.max(closeOf(since), billed.completedAt) }, since);
    account.reverseAll(since, successor.account);
    return this.#settle(successor, fate) || frequency === 'REPLACEMENT';
  }

  /** The claim is taken back by another one, and the patient is asked instead. */
  #void({ billed, coverage, account, days }: OpenedClaim): boolean {
    const { today } = this.#context;
    const voided = drawDays(days.adjudicated, today, this.#random);
    const fate: Fate = today - voided.submitted < 10 ? 'SUBMITTED' : 'CLOSED_PAID';
    this.#writer.write({ billed, coverage, frequency: 'VOID', fate, days: voided, madeAt: closeOf(days.adjudicated), ...(fate === 'SUBMITTED' ? {} : { endReason: 'The payer has taken the claim back' }) });
    const own = new ClaimAccount(this.#ledger, billed.visit.patient.id, null);
    for (const { cents } of billed.lines) own.post({ kind: 'CHARGE', party: 'PATIENT', cents, on: voided.submitted, line: null });
    account.reverseAll(voided.submitted, own);
    return false;
  }

  /** Posts what followed the claim's way so far. Answers whether it went to the payer. */
  #settle(claim: OpenedClaim, fate: Fate): boolean {
    if (fate === 'ADJUDICATED' || fate === 'CLOSED_PAID') this.#decide(claim, fate);
    if (fate === 'CLOSED_DENIED') this.#writeOff(claim, claim.days.adjudicated);
    if (fate === 'CLOSED_REJECTED') this.#writeOff(claim, claim.days.submitted);
    return isSubmitted(fate);
  }

  #writeOff({ account, billed }: OpenedClaim, on: DayNumber): void {
    for (const place of billed.lines.keys()) account.post({ kind: 'WRITE_OFF', party: 'PAYER', cents: -account.owed('PAYER', place + 1), on, line: place + 1 });
  }

  #decide(claim: OpenedClaim, fate: Fate): void {
    const { billed, coverage, account, days } = claim;
    const decisions = adjudicate(billed.lines, coverage.plan);
    postDecision(account, decisions, days.adjudicated);
    const next = coverageOn(billed.visit.patient.coverages, 'SECONDARY', billed.day);
    const toNext = next ? decisions.filter(({ share }) => share > 0n) : [];
    if (next && toNext.length > 0) return this.#passOn(claim, next, toNext);
    for (const { line, share } of decisions) account.transferToPatient(line, share, days.adjudicated);
    this.#collections.collect(account, billed.lines.length, { since: days.adjudicated, isClosed: fate === 'CLOSED_PAID' });
  }

  /** The next payer is asked for what the first left: the amounts move from the first claim's lines to the second's. */
  #passOn({ billed, account, days }: OpenedClaim, coverage: HeldCoverage, decisions: readonly LineDecision[]): void {
    const since = days.adjudicated;
    const age = this.#context.today - since;
    const fate: Fate = age < SECONDARY_SENT_AFTER ? 'DRAFT' : age < SECONDARY_CLOSED_AFTER ? 'SUBMITTED' : 'CLOSED_PAID';
    const later = drawDays(since, this.#context.today, this.#random);
    const id = this.#writer.write({ billed, coverage, frequency: 'ORIGINAL', fate, days: later, madeAt: closeOf(since) });
    const second = new ClaimAccount(this.#ledger, billed.visit.patient.id, id);
    for (const { line, share } of decisions) {
      account.post({ kind: 'TRANSFER', party: 'PAYER', cents: -share, on: since, line });
      second.post({ kind: 'TRANSFER', party: 'PAYER', cents: share, on: since, line });
    }
    if (fate !== 'CLOSED_PAID') return;
    for (const { line, share } of decisions) {
      const paid = percentOf(share, SECONDARY_PAYS_PERCENT);
      second.post({ kind: 'PAYER_PAYMENT', party: 'PAYER', cents: -paid, on: later.adjudicated, line });
      second.transferToPatient(line, share - paid, later.adjudicated);
    }
    this.#collections.collect(second, billed.lines.length, { since: later.adjudicated, isClosed: true });
  }
}
