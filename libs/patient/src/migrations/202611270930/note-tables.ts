/** Notes with all their versions, what was added to them, and what their signatures stand for. */
export const NOTE_TABLES = [
  `CREATE TABLE patient.clinical_note (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, encounter_id uuid NOT NULL, patient_id uuid NOT NULL, state text NOT NULL,
    subjective text NOT NULL, objective text NOT NULL, assessment text NOT NULL, plan text NOT NULL, author_id uuid NOT NULL, written_at timestamptz NOT NULL,
    signed_by uuid, signed_at timestamptz, cosigned_by uuid, cosigned_at timestamptz,
    CONSTRAINT clinical_note_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT clinical_note_encounter UNIQUE (practice_id, encounter_id),
    CONSTRAINT clinical_note_of_encounter FOREIGN KEY (practice_id, encounter_id) REFERENCES patient.encounter (practice_id, id),
    CONSTRAINT clinical_note_state CHECK (state IN ('DRAFT', 'AWAITING_COSIGNATURE', 'SIGNED')),
    CONSTRAINT clinical_note_signature CHECK ((state = 'DRAFT') = (signed_by IS NULL) AND (signed_by IS NULL) = (signed_at IS NULL)),
    CONSTRAINT clinical_note_cosignature CHECK ((cosigned_by IS NULL) = (cosigned_at IS NULL) AND (cosigned_by IS NULL OR (state = 'SIGNED' AND cosigned_by <> signed_by))))`,
  `CREATE INDEX clinical_note_unsigned ON patient.clinical_note (practice_id, state, written_at, id) WHERE state <> 'SIGNED'`,
  `CREATE INDEX clinical_note_by_patient ON patient.clinical_note (practice_id, patient_id, signed_at DESC) WHERE state = 'SIGNED'`,
  `CREATE TABLE patient.note_version (
    practice_id uuid NOT NULL, note_id uuid NOT NULL, version integer NOT NULL,
    subjective text NOT NULL, objective text NOT NULL, assessment text NOT NULL, plan text NOT NULL, author_id uuid NOT NULL, written_at timestamptz NOT NULL,
    CONSTRAINT note_version_pkey PRIMARY KEY (practice_id, note_id, version),
    CONSTRAINT note_version_note FOREIGN KEY (practice_id, note_id) REFERENCES patient.clinical_note (practice_id, id))`,
  `CREATE TABLE patient.note_addendum (
    practice_id uuid NOT NULL, id uuid NOT NULL, note_id uuid NOT NULL, text text NOT NULL, author_id uuid NOT NULL, written_at timestamptz NOT NULL,
    CONSTRAINT note_addendum_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT note_addendum_note FOREIGN KEY (practice_id, note_id) REFERENCES patient.clinical_note (practice_id, id))`,
  `CREATE INDEX note_addendum_by_note ON patient.note_addendum (practice_id, note_id, written_at)`,
  `CREATE TABLE patient.signing_check (
    practice_id uuid NOT NULL, note_id uuid NOT NULL, check_kind text NOT NULL, finding text NOT NULL, override_reason text, overridden_by uuid,
    CONSTRAINT signing_check_pkey PRIMARY KEY (practice_id, note_id, check_kind),
    CONSTRAINT signing_check_note FOREIGN KEY (practice_id, note_id) REFERENCES patient.clinical_note (practice_id, id),
    CONSTRAINT signing_check_kind CHECK (check_kind IN ('SCREENING_CURRENT', 'CONSENT_VALID', 'CREDENTIAL_VALID', 'NEEDLES_ACCOUNTED', 'LOT_RECORDED', 'PAIN_RECORDED')),
    CONSTRAINT signing_check_finding CHECK (finding IN ('MET', 'NOT_MET', 'NOT_KNOWN')),
    CONSTRAINT signing_check_override CHECK (finding = 'MET' OR (overridden_by IS NOT NULL AND override_reason IS NOT NULL AND char_length(override_reason) >= 10)))`,
];
