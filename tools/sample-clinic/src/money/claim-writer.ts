import { calendarDay, DAY, type DayNumber } from '../calendar/day-number';
import { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import { dayOrNull, type SampleContext } from '../clinic/context';
import type { Visit } from '../visits/visit';
import { END_REASONS, isAdjudicated, isBatched, isKnownToPayer, isSubmitted, stateOfFate, VERSION_AT, type ClaimDays, type Fate } from './claim';
import type { HeldCoverage } from './coverage-maker';
import type { ProcedureLine } from './payers';

/** A procedure with its price, and the diagnoses it points to. */
export interface BilledLine extends ProcedureLine {
  readonly cents: bigint;
  readonly pointers: readonly number[];
}

/** A completed visit that costs something. */
export interface BilledVisit {
  readonly visit: Visit;
  readonly day: DayNumber;
  readonly completedAt: number;
  readonly lines: readonly BilledLine[];
}

export interface ClaimDraft {
  readonly billed: BilledVisit;
  readonly coverage: HeldCoverage;
  readonly frequency: 'ORIGINAL' | 'REPLACEMENT' | 'VOID';
  readonly fate: Fate;
  readonly days: ClaimDays;
  /** When the claim was made; the end of the visit for a first one. */
  readonly madeAt: number;
  /** Why it is over, where its fate has no reason of its own. */
  readonly endReason?: string;
}

/** Writes claims with their lines, each with the facts that its state requires. */
export class ClaimWriter {
  readonly #context: SampleContext;
  readonly #random: Random;
  #controlNumber = 0;

  constructor(context: SampleContext) {
    this.#context = context;
    this.#random = new Random(context.seed, `${context.profile.practice.slug} claims`);
  }

  write(draft: ClaimDraft): string {
    const { billed: { visit, day, lines }, coverage, frequency, fate, days, madeAt } = draft;
    const { sink, now } = this.#context;
    const state = stateOfFate(fate);
    const createdAt = Math.min(madeAt, now);
    const id = timeOrderedId(createdAt, this.#random);
    const reasons = END_REASONS[fate];
    sink.add('billing.claim', {
      id, version: VERSION_AT[state], state, frequency, patient_control_number: isBatched(fate) ? this.#nextControlNumber() : null,
      payer_control_number: isKnownToPayer(fate) ? this.#payerNumber(days) : null, patient_id: visit.patient.id, appointment_id: visit.id,
      coverage_id: coverage.id, payer_id: coverage.plan.payerId, service_date: calendarDay(day), diagnosis_codes: visit.patient.diagnosisCodes,
      submitted_on: dayOrNull(isSubmitted(fate) ? days.submitted : null), adjudicated_on: dayOrNull(isAdjudicated(fate) ? days.adjudicated : null),
      end_reason: draft.endReason ?? (reasons ? this.#random.pick(reasons) : null), created_at: new Date(createdAt),
    });
    for (const [place, { code, modifiers, units, cents, pointers }] of lines.entries()) {
      sink.add('billing.claim_line', { claim_id: id, line_number: place + 1, procedure_code: code, modifiers, units, charge_cents: cents, diagnosis_pointers: pointers });
    }
    return id;
  }

  #nextControlNumber(): string {
    this.#controlNumber += 1;
    return `SP${String(this.#controlNumber).padStart(8, '0')}`;
  }

  #payerNumber({ submitted }: ClaimDays): string {
    return `${calendarDay(submitted).replaceAll('-', '')}${String(this.#random.between(0, 99_999_999)).padStart(8, '0')}`;
  }
}

/** The end of a day's work, as an instant. */
export function closeOf(day: DayNumber): number {
  return day * DAY + Math.floor(0.9 * DAY);
}
