import { calendarDay, DAY, type DayNumber } from '../calendar/day-number';
import type { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import type { SampleContext } from '../clinic/context';

export type EntryKind = 'CHARGE' | 'PAYER_PAYMENT' | 'PATIENT_PAYMENT' | 'CONTRACTUAL_ADJUSTMENT' | 'WRITE_OFF' | 'REFUND' | 'TRANSFER';
export type Party = 'PATIENT' | 'PAYER';

/** A change of what is owed, before it is posted: signed cents. */
export interface Entry {
  readonly kind: EntryKind;
  readonly party: Party;
  readonly cents: bigint;
  readonly on: DayNumber;
  /** The claim's line, from 1; null: none, as for what no payer is asked for. */
  readonly line: number | null;
}

type Posted = Entry & { readonly id: string };

/** Where entries go: the ledger, and chance for their ids. */
export interface Ledger {
  readonly context: SampleContext;
  readonly random: Random;
}

/** What is owed for one claim, or for a visit without one; kept as entries of the ledger. */
export class ClaimAccount {
  readonly #ledger: Ledger;
  readonly #patientId: string;
  readonly #claimId: string | null;
  readonly #entries: Posted[] = [];

  constructor(ledger: Ledger, patientId: string, claimId: string | null) {
    this.#ledger = ledger;
    this.#patientId = patientId;
    this.#claimId = claimId;
  }

  /** Posts an entry; nothing for nothing. */
  post(entry: Entry): void {
    if (entry.cents !== 0n) this.#write(entry, null);
  }

  /** Moves an amount on a line from the payer to the patient. */
  transferToPatient(line: number, cents: bigint, on: DayNumber): void {
    this.post({ kind: 'TRANSFER', party: 'PAYER', cents: -cents, on, line });
    this.post({ kind: 'TRANSFER', party: 'PATIENT', cents, on, line });
  }

  /** Takes back everything that stands. What the patient has paid goes over to the account that takes this one's place. */
  reverseAll(on: DayNumber, heir: ClaimAccount): void {
    const standing = this.#entries.splice(0);
    for (const entry of standing) this.#write({ ...entry, cents: -entry.cents, on }, entry.id);
    this.#entries.length = 0;
    for (const entry of standing) if (entry.kind === 'PATIENT_PAYMENT') heir.post({ ...entry, on, line: heir.#claimId === null ? null : entry.line });
  }

  /** What a party owes on a line, or on the whole when no line is given. Negative is a credit. */
  owed(party: Party, line?: number): bigint {
    return this.#entries.reduce((sum, entry) => (entry.party === party && (line === undefined || entry.line === line) ? sum + entry.cents : sum), 0n);
  }

  #write(entry: Entry, reversesId: string | null): void {
    const { context: { sink, now }, random } = this.#ledger;
    const { kind, party, cents, on, line } = entry;
    const writtenAt = Math.min(Math.floor(on * DAY + 0.9 * DAY), now);
    const id = timeOrderedId(writtenAt, random);
    this.#entries.push({ ...entry, id });
    sink.add('billing.ledger_entry', {
      id, patient_id: this.#patientId, claim_id: this.#claimId, claim_line_number: line, kind, responsible_party: party, cents,
      effective_date: calendarDay(on), reverses_id: reversesId, source: 'RECORDED', created_at: new Date(writtenAt),
    });
  }
}
