/**
 * The ledger. Rows are only ever added: the service role lacks the grants for anything else, and the trigger refuses
 * it to everybody. The sign of an amount follows its kind; a reversal has the opposite one.
 */
export const ledgerTables: readonly string[] = [
  `CREATE TABLE billing.ledger_entry (
    practice_id uuid NOT NULL, id uuid NOT NULL,
    patient_id uuid NOT NULL, claim_id uuid, claim_line_number integer,
    kind text NOT NULL, responsible_party text NOT NULL, cents bigint NOT NULL, effective_date date NOT NULL,
    reverses_id uuid, source text NOT NULL, created_at timestamptz NOT NULL,
    CONSTRAINT ledger_entry_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT ledger_entry_reversed_once UNIQUE (practice_id, reverses_id),
    CONSTRAINT ledger_entry_reverses FOREIGN KEY (practice_id, reverses_id) REFERENCES billing.ledger_entry (practice_id, id),
    CONSTRAINT ledger_entry_claim FOREIGN KEY (practice_id, claim_id) REFERENCES billing.claim (practice_id, id),
    CONSTRAINT ledger_entry_claim_line FOREIGN KEY (practice_id, claim_id, claim_line_number) REFERENCES billing.claim_line (practice_id, claim_id, line_number),
    CONSTRAINT ledger_entry_line_of_claim CHECK (claim_line_number IS NULL OR claim_id IS NOT NULL),
    CONSTRAINT ledger_entry_kind CHECK (kind IN ('CHARGE', 'PAYER_PAYMENT', 'PATIENT_PAYMENT', 'CONTRACTUAL_ADJUSTMENT', 'WRITE_OFF', 'REFUND', 'TRANSFER')),
    CONSTRAINT ledger_entry_responsible_party CHECK (responsible_party IN ('PATIENT', 'PAYER')),
    CONSTRAINT ledger_entry_source CHECK (source IN ('RECORDED', 'IMPORTED')),
    CONSTRAINT ledger_entry_sign CHECK (cents <> 0 AND CASE
      WHEN kind = 'TRANSFER' THEN true
      WHEN kind IN ('CHARGE', 'REFUND') THEN (cents > 0) = (reverses_id IS NULL)
      ELSE (cents < 0) = (reverses_id IS NULL) END))`,
  'CREATE INDEX ledger_entry_balance ON billing.ledger_entry (practice_id, patient_id) INCLUDE (responsible_party, cents)',
  'CREATE INDEX ledger_entry_of_claim ON billing.ledger_entry (practice_id, claim_id, claim_line_number) INCLUDE (kind, responsible_party, cents) WHERE claim_id IS NOT NULL',
  `CREATE FUNCTION billing.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN
      RAISE EXCEPTION 'A ledger entry is never changed or deleted. Add a reversing entry.' USING ERRCODE = 'restrict_violation';
    END $$`,
  'CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION billing.refuse_change()',
];
