import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Balance, LedgerEntry, LineAmounts } from './ledger';

const BALANCES = statement(`SELECT patient_id AS "patientId", sum(cents)::bigint AS "balanceCents",
    coalesce(sum(cents) FILTER (WHERE responsible_party = 'PATIENT'), 0)::bigint AS "patientBalanceCents"
  FROM billing.ledger_entry WHERE practice_id = $1 AND patient_id = ANY($2) GROUP BY patient_id`);

const LINE_AMOUNTS = statement(`SELECT claim_id AS "claimId", claim_line_number AS "lineNumber", sum(cents)::bigint AS "balanceCents",
    coalesce(sum(cents) FILTER (WHERE responsible_party = 'PATIENT'), 0)::bigint AS "patientBalanceCents",
    -coalesce(sum(cents) FILTER (WHERE kind IN ('PAYER_PAYMENT', 'PATIENT_PAYMENT', 'REFUND')), 0)::bigint AS "paidCents",
    -coalesce(sum(cents) FILTER (WHERE kind IN ('CONTRACTUAL_ADJUSTMENT', 'WRITE_OFF')), 0)::bigint AS "adjustedCents"
  FROM billing.ledger_entry WHERE practice_id = $1 AND claim_id = ANY($2) AND claim_line_number IS NOT NULL
  GROUP BY claim_id, claim_line_number`);

const APPEND = statement(`INSERT INTO billing.ledger_entry
    (practice_id, id, patient_id, claim_id, claim_line_number, kind, responsible_party, cents, effective_date, reverses_id, source, created_at)
  SELECT $1, *, $12 FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::bigint[], $9::date[], $10::uuid[], $11::text[])`);

const COLUMNS = ['id', 'patientId', 'claimId', 'claimLineNumber', 'kind', 'responsibleParty', 'cents', 'effectiveDate', 'reversesId', 'source'] as const;

export interface BalanceRow extends Balance { readonly patientId: Id<'Patient'> }
export interface LineAmountsRow extends LineAmounts { readonly claimId: Id<'Claim'>; readonly lineNumber: number }

/** Reads sums over the ledger of one practice, and appends to it. */
export class LedgerRepository {
  constructor(private readonly sql: Sql, private readonly practiceId: Id<'Practice'>) {}

  /** The balances of the patients that have entries. */
  findBalances(patientIds: readonly string[]): Promise<BalanceRow[]> {
    return this.sql.rows<BalanceRow>(BALANCES, [this.practiceId, patientIds]);
  }

  /** The amounts of the claims' lines that have entries. */
  findLineAmounts(claimIds: readonly string[]): Promise<LineAmountsRow[]> {
    return this.sql.rows<LineAmountsRow>(LINE_AMOUNTS, [this.practiceId, claimIds]);
  }

  /** Appends entries. Needs a writing transaction. */
  async append(entries: readonly LedgerEntry[], now: Date): Promise<void> {
    await this.sql.count(APPEND, [this.practiceId, ...COLUMNS.map((name) => entries.map((entry) => entry[name])), now]);
  }
}
