/** What rules want done by a day, and how far each practice's clock has gone. */
export const OBLIGATION_TABLES = [
  `CREATE TABLE patient.obligation (
    practice_id uuid NOT NULL, id uuid NOT NULL, plan_id uuid NOT NULL, patient_id uuid NOT NULL,
    kind text NOT NULL, raised_on date NOT NULL, due_on date NOT NULL, done_on date, state text NOT NULL, source text NOT NULL,
    CONSTRAINT obligation_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT obligation_key UNIQUE (practice_id, plan_id, kind, raised_on, due_on),
    CONSTRAINT obligation_plan FOREIGN KEY (practice_id, plan_id) REFERENCES patient.treatment_plan (practice_id, id),
    CONSTRAINT obligation_kind CHECK (kind IN ('INITIAL_CERTIFICATION', 'RECERTIFICATION', 'PROGRESS_REPORT', 'OUTCOME_MEASURE')),
    CONSTRAINT obligation_state CHECK (state IN ('OPEN', 'DONE', 'DONE_LATE', 'MISSED', 'NOT_NEEDED') AND (state IN ('DONE', 'DONE_LATE')) = (done_on IS NOT NULL)))`,
  `CREATE INDEX obligation_due ON patient.obligation (practice_id, due_on, id) WHERE state IN ('OPEN', 'MISSED')`,
  `CREATE TABLE patient.obligation_clock (
    practice_id uuid NOT NULL, advanced_through date NOT NULL,
    CONSTRAINT obligation_clock_pkey PRIMARY KEY (practice_id))`,
];
