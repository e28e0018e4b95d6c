/** Payers, their plans, and who is covered by them. */
export const coverageTables: readonly string[] = [
  `CREATE TABLE billing.payer (
    practice_id uuid NOT NULL, id uuid NOT NULL,
    name text COLLATE "C" NOT NULL, payer_identifier text,
    CONSTRAINT payer_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT payer_name UNIQUE (practice_id, name),
    CONSTRAINT payer_name_length CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT payer_identifier_form CHECK (payer_identifier ~ '^[A-Za-z0-9]{2,80}$'))`,
  `CREATE TABLE billing.insurance_plan (
    practice_id uuid NOT NULL, id uuid NOT NULL,
    payer_id uuid NOT NULL, name text COLLATE "C" NOT NULL, kind text NOT NULL,
    CONSTRAINT insurance_plan_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT insurance_plan_name UNIQUE (practice_id, payer_id, name),
    CONSTRAINT insurance_plan_payer FOREIGN KEY (practice_id, payer_id) REFERENCES billing.payer (practice_id, id),
    CONSTRAINT insurance_plan_name_length CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT insurance_plan_kind CHECK (kind IN ('COMMERCIAL', 'MEDICARE', 'MEDICARE_ADVANTAGE', 'MEDICAID', 'TRICARE', 'WORKERS_COMPENSATION', 'AUTO', 'OTHER')))`,
  'CREATE INDEX insurance_plan_by_name ON billing.insurance_plan (practice_id, name, id)',
  `CREATE TABLE billing.coverage (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL,
    patient_id uuid NOT NULL, plan_id uuid NOT NULL, priority text NOT NULL, member_id text, relationship text,
    valid_from date NOT NULL, valid_to date, source text NOT NULL, source_key text, created_at timestamptz NOT NULL,
    CONSTRAINT coverage_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT coverage_source_key UNIQUE (practice_id, source_key),
    CONSTRAINT coverage_plan FOREIGN KEY (practice_id, plan_id) REFERENCES billing.insurance_plan (practice_id, id),
    CONSTRAINT coverage_priority CHECK (priority IN ('PRIMARY', 'SECONDARY', 'TERTIARY')),
    CONSTRAINT coverage_relationship CHECK (relationship IN ('SELF', 'SPOUSE', 'CHILD', 'OTHER')),
    CONSTRAINT coverage_source CHECK (source IN ('RECORDED', 'IMPORTED')),
    CONSTRAINT coverage_period CHECK (valid_from > '-infinity' AND valid_from < 'infinity' AND valid_to >= valid_from AND valid_to < 'infinity'),
    CONSTRAINT coverage_recorded CHECK (source = 'IMPORTED' OR (member_id IS NOT NULL AND relationship IS NOT NULL)),
    CONSTRAINT coverage_overlap EXCLUDE USING gist (practice_id WITH =, patient_id WITH =, priority WITH =, daterange(valid_from, valid_to, '[]') WITH &&))`,
  'CREATE INDEX coverage_of_patient ON billing.coverage (practice_id, patient_id, priority, valid_from)',
];
