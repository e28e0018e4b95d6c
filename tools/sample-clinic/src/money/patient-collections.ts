import type { DayNumber } from '../calendar/day-number';
import { Random } from '../chance/random';
import type { SampleContext } from '../clinic/context';
import type { ClaimAccount } from './claim-account';
import type { PlanProfile } from './payers';

const PAYS_COPAY_AT_THE_VISIT = 0.8;
const PAYS_THE_BILL = 0.62;
const GETS_CREDIT_BACK = 0.5;
const BILL_PAID_AFTER_DAYS = 25;
const GIVEN_UP_AFTER_DAYS = 220;
const IS_GIVEN_UP = 0.8;

/** What patients pay of their share, and what becomes of the rest. */
export class PatientCollections {
  readonly #context: SampleContext;
  readonly #random: Random;

  constructor(context: SampleContext) {
    this.#context = context;
    this.#random = new Random(context.seed, `${context.profile.practice.slug} collections`);
  }

  /** The copay of the card, paid at the desk before the payer has decided: until then a credit. */
  takeCopay(account: ClaimAccount, { share }: PlanProfile, on: DayNumber): void {
    if ('copayCents' in share && this.#random.chance(PAYS_COPAY_AT_THE_VISIT)) account.post({ kind: 'PATIENT_PAYMENT', party: 'PATIENT', cents: -share.copayCents, on, line: 1 });
  }

  /** After the payer's decision: the bill is paid or not, very old debt is given up, credit is paid back or kept. */
  collect(account: ClaimAccount, lines: number, { since, isClosed }: { since: DayNumber; isClosed: boolean }): void {
    const age = this.#context.today - since;
    const isPaid = age > BILL_PAID_AFTER_DAYS && this.#random.chance(PAYS_THE_BILL);
    const isGivenUp = isClosed && age > GIVEN_UP_AFTER_DAYS && this.#random.chance(IS_GIVEN_UP);
    const isRefunded = isClosed && this.#random.chance(GETS_CREDIT_BACK);
    const on = since + this.#random.between(3, Math.max(3, Math.min(40, age)));
    for (let line = 1; line <= lines; line += 1) {
      const owed = account.owed('PATIENT', line);
      if (owed > 0n && isPaid) account.post({ kind: 'PATIENT_PAYMENT', party: 'PATIENT', cents: -owed, on, line });
      else if (owed > 0n && isGivenUp) account.post({ kind: 'WRITE_OFF', party: 'PATIENT', cents: -owed, on: since + GIVEN_UP_AFTER_DAYS, line });
      else if (owed < 0n && isRefunded) account.post({ kind: 'REFUND', party: 'PATIENT', cents: -owed, on: Math.min(on, this.#context.today), line });
    }
  }
}
