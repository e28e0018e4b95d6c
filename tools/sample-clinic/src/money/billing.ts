import { calendarDay } from '../calendar/day-number';
import { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import type { SampleContext } from '../clinic/context';
import { SERVICES } from '../clinic/services';
import type { Visit, VisitStep } from '../visits/visit';
import { ClaimAccount, type Ledger } from './claim-account';
import { ClaimCourse } from './claim-course';
import type { BilledLine, BilledVisit } from './claim-writer';
import { coverageOn, type HeldCoverage } from './coverage-maker';
import { FEES, PROCEDURES, type ProcedureLine } from './payers';

/** Of today's charges, those that nobody has released yet. */
const STILL_IN_DRAFT = 0.5;
const PAYS_AT_THE_VISIT = 0.85;
const WRITTEN_OFF_AFTER_DAYS = 240;

/** Charges completed visits, and asks payers or patients for it. A complimentary visit costs nothing and leaves no trace here. */
export class Billing {
  readonly #context: SampleContext;
  readonly #random: Random;
  readonly #ledger: Ledger;
  readonly #claims: ClaimCourse;

  constructor(context: SampleContext) {
    this.#context = context;
    this.#random = new Random(context.seed, `${context.profile.practice.slug} charges`);
    this.#ledger = { context, random: new Random(context.seed, `${context.profile.practice.slug} ledger`) };
    this.#claims = new ClaimCourse(this.#ledger);
  }

  bill(visit: Visit, steps: readonly VisitStep[]): void {
    const last = steps.at(-1);
    if (last?.action !== 'COMPLETE' || SERVICES[visit.service].complimentary) return;
    const { day } = visit.duty;
    const coverage = coverageOn(visit.patient.coverages, 'PRIMARY', day);
    const billed: BilledVisit = { visit, day, completedAt: last.at, lines: this.#linesOf(visit, coverage) };
    const isReleased = day < this.#context.today || !this.#random.chance(STILL_IN_DRAFT);
    this.#writeCharges(billed, isReleased);
    if (!isReleased) return;
    this.#lock(visit, 'CHARGE_RELEASED');
    const isLocked = coverage ? this.#claims.run(billed, coverage) : this.#billPatient(billed);
    if (isLocked) this.#lock(visit, 'CLAIM_SUBMITTED');
  }

  #linesOf({ service, patient }: Visit, coverage: HeldCoverage | null): BilledLine[] {
    const pointers = patient.diagnosisCodes.map((_, place) => place + 1);
    const isMedicare = coverage?.plan.kind.startsWith('MEDICARE') ?? false;
    return this.#random.pick(PROCEDURES[service]).map((line, place) => ({
      ...line, modifiers: modifiersOf(line, isMedicare), cents: (FEES[line.code] ?? 0n) * BigInt(line.units), pointers: place === 0 ? pointers : pointers.slice(0, 1),
    }));
  }

  #writeCharges({ visit, day, completedAt, lines }: BilledVisit, isReleased: boolean): void {
    for (const { code, modifiers, units, cents } of lines) {
      this.#context.sink.add('billing.charge', {
        id: timeOrderedId(completedAt, this.#random), patient_id: visit.patient.id, appointment_id: visit.id, service_date: calendarDay(day), procedure_code: code, modifiers, units,
        amount_cents: cents, state: isReleased ? 'RELEASED' : 'DRAFT', created_at: new Date(completedAt),
      });
    }
  }

  /** What billing's events leave in scheduling: the visit is not reopened behind a charge or a claim. */
  #lock({ id }: Visit, kind: 'CHARGE_RELEASED' | 'CLAIM_SUBMITTED'): void {
    this.#context.sink.add('scheduling.visit_lock', { appointment_id: id, kind });
  }

  /** Without coverage the patient pays at the visit, later, or not. */
  #billPatient({ visit, day, lines }: BilledVisit): boolean {
    const account = new ClaimAccount(this.#ledger, visit.patient.id, null);
    for (const { cents } of lines) account.post({ kind: 'CHARGE', party: 'PATIENT', cents, on: day, line: null });
    const settle = { party: 'PATIENT', cents: -account.owed('PATIENT'), line: null } as const;
    if (this.#random.chance(PAYS_AT_THE_VISIT)) account.post({ ...settle, kind: 'PATIENT_PAYMENT', on: day });
    else if (day + WRITTEN_OFF_AFTER_DAYS <= this.#context.today) account.post({ ...settle, kind: 'WRITE_OFF', on: day + WRITTEN_OFF_AFTER_DAYS });
    return false;
  }
}

/** Medicare wants to be told that an adjustment is active treatment (AT). */
function modifiersOf({ code, modifiers }: ProcedureLine, isMedicare: boolean): readonly string[] {
  return isMedicare && ['98940', '98941'].includes(code) ? ['AT', ...modifiers] : modifiers;
}
