import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mergeableTables, practiceTable } from '@spindle/database';

/** What precedes treatment and shows its effect: screenings, consents, candidacy, outcome scores, marks on the body chart. */
export class BeforeTreatment1795779600000 implements MigrationInterface {
  readonly name = 'BeforeTreatment1795779600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...SCREENINGS, ...CONSENTS, ...CANDIDACIES, ...SCORES, ...MARKS, ...RIGHTS, ...mergeableTables(FOLLOWING)]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const SCREENINGS = [
  `CREATE TABLE patient.screening (
    practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, encounter_id uuid,
    question_set text NOT NULL, question_set_version integer NOT NULL, answers jsonb NOT NULL, findings jsonb NOT NULL, outcome text NOT NULL,
    answered_on date NOT NULL, answered_at timestamptz NOT NULL, recorded_by uuid NOT NULL,
    decision text, decision_reason text, decided_by uuid, decided_at timestamptz,
    CONSTRAINT screening_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT screening_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT screening_encounter FOREIGN KEY (practice_id, encounter_id) REFERENCES patient.encounter (practice_id, id),
    CONSTRAINT screening_outcome CHECK (outcome IN ('CLEAR', 'CAUTION', 'STOP', 'REFER_OUT')),
    CONSTRAINT screening_decision CHECK (decision IN ('OVERRIDDEN', 'REFUSED') AND outcome IN ('STOP', 'REFER_OUT') AND decision_reason IS NOT NULL AND decided_by IS NOT NULL AND decided_at IS NOT NULL OR decision IS NULL))`,
  `CREATE INDEX screening_by_patient ON patient.screening (practice_id, patient_id, answered_at DESC, id DESC)`,
];

const CONSENTS = [
  `CREATE TABLE patient.consent (
    practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, procedure text NOT NULL, form_version integer NOT NULL, regions text[] NOT NULL,
    signer_kind text NOT NULL, signer_name text NOT NULL, signer_relationship text,
    signed_at timestamptz NOT NULL, signed_on date NOT NULL, valid_through date NOT NULL, acknowledged text[] NOT NULL, recorded_by uuid NOT NULL,
    withdrawn_at timestamptz, withdrawn_on date, withdrawal_reason text,
    CONSTRAINT consent_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT consent_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT consent_signer CHECK (signer_kind = 'PATIENT' OR signer_kind = 'GUARDIAN' AND signer_relationship IS NOT NULL),
    CONSTRAINT consent_period CHECK (valid_through >= signed_on),
    CONSTRAINT consent_withdrawal CHECK ((withdrawn_at IS NULL) = (withdrawn_on IS NULL)))`,
  `CREATE INDEX consent_by_patient ON patient.consent (practice_id, patient_id, signed_at DESC, id DESC)`,
];

const CANDIDACIES = [
  `CREATE TABLE patient.candidacy (
    practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, procedure text NOT NULL, verdict text NOT NULL, precautions text, alternative text,
    practitioner_id uuid NOT NULL, signed_at timestamptz NOT NULL, signed_on date NOT NULL,
    CONSTRAINT candidacy_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT candidacy_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT candidacy_verdict CHECK (verdict = 'SUITABLE' OR verdict = 'WITH_PRECAUTIONS' AND precautions IS NOT NULL OR verdict = 'NOT_SUITABLE' AND alternative IS NOT NULL))`,
  `CREATE INDEX candidacy_by_patient ON patient.candidacy (practice_id, patient_id, signed_at DESC, id DESC)`,
];

const SCORES = [
  `CREATE TABLE patient.outcome_score (
    practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, encounter_id uuid, measure_code text NOT NULL, measure_version integer NOT NULL,
    answered_on date NOT NULL, value double precision NOT NULL, points integer NOT NULL, possible integer NOT NULL, answers jsonb NOT NULL, recorded_by uuid NOT NULL,
    CONSTRAINT outcome_score_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT outcome_score_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT outcome_score_encounter FOREIGN KEY (practice_id, encounter_id) REFERENCES patient.encounter (practice_id, id),
    CONSTRAINT outcome_score_possible CHECK (points <= possible))`,
  `CREATE INDEX outcome_score_by_patient ON patient.outcome_score (practice_id, patient_id, answered_on DESC, id DESC)`,
  `CREATE INDEX outcome_score_by_measure ON patient.outcome_score (practice_id, patient_id, measure_code, answered_on DESC, id DESC)`,
];

const MARKS = [
  `CREATE TABLE patient.body_mark (
    practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, encounter_id uuid, region text NOT NULL, x double precision NOT NULL, y double precision NOT NULL,
    kind text NOT NULL, intensity integer NOT NULL, marked_at timestamptz NOT NULL, recorded_by uuid NOT NULL,
    CONSTRAINT body_mark_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT body_mark_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT body_mark_encounter FOREIGN KEY (practice_id, encounter_id) REFERENCES patient.encounter (practice_id, id),
    CONSTRAINT body_mark_intensity CHECK (intensity BETWEEN 0 AND 10))`,
  `CREATE INDEX body_mark_by_patient ON patient.body_mark (practice_id, patient_id, marked_at DESC, id DESC)`,
];

const FOLLOWING = ['screening', 'consent', 'candidacy', 'outcome_score', 'body_mark'].map((table) => `patient.${table}`);

const RIGHTS = [
  ...practiceTable('patient.screening', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.consent', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.candidacy', ['SELECT', 'INSERT']),
  ...practiceTable('patient.outcome_score', ['SELECT', 'INSERT']),
  ...practiceTable('patient.body_mark', ['SELECT', 'INSERT']),
];
