/** Claims of other systems, kept as history. */
export const importedClaimTables: readonly string[] = [
  `CREATE TABLE billing.imported_claim (
    practice_id uuid NOT NULL, id uuid NOT NULL, source_key text NOT NULL,
    patient_id uuid NOT NULL, encounter_id uuid, encounter_source_key text, payer_name text,
    service_from date NOT NULL, service_to date NOT NULL, diagnoses text[] NOT NULL,
    submitted_cents bigint, allowed_cents bigint, paid_cents bigint, patient_responsibility_cents bigint,
    created_at timestamptz NOT NULL,
    CONSTRAINT imported_claim_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT imported_claim_source_key UNIQUE (practice_id, source_key),
    CONSTRAINT imported_claim_period CHECK (service_to >= service_from))`,
  'CREATE INDEX imported_claim_of_patient ON billing.imported_claim (practice_id, patient_id, service_from, id)',
  'CREATE INDEX imported_claim_of_encounter ON billing.imported_claim (practice_id, encounter_id) WHERE encounter_id IS NOT NULL',
  `CREATE TABLE billing.imported_claim_line (
    practice_id uuid NOT NULL, imported_claim_id uuid NOT NULL, line_number integer NOT NULL,
    code text, description text, submitted_cents bigint,
    CONSTRAINT imported_claim_line_pkey PRIMARY KEY (practice_id, imported_claim_id, line_number),
    CONSTRAINT imported_claim_line_claim FOREIGN KEY (practice_id, imported_claim_id) REFERENCES billing.imported_claim (practice_id, id))`,
];
