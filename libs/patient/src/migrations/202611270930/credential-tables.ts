/** Copies of what scheduling tells: practitioners' credentials, and which credential a service needs. */
export const CREDENTIAL_TABLES = [
  `CREATE TABLE patient.practitioner_credential (
    practice_id uuid NOT NULL, credential_id uuid NOT NULL, practitioner_id uuid NOT NULL, kind text NOT NULL,
    valid_from date NOT NULL, valid_through date, hours integer, confirmed boolean NOT NULL,
    CONSTRAINT practitioner_credential_pkey PRIMARY KEY (practice_id, credential_id))`,
  `CREATE INDEX practitioner_credential_of ON patient.practitioner_credential (practice_id, practitioner_id)`,
  `CREATE TABLE patient.service_credential (
    practice_id uuid NOT NULL, code text NOT NULL, effective_from date NOT NULL, required_credential text,
    CONSTRAINT service_credential_pkey PRIMARY KEY (practice_id, code, effective_from))`,
];
