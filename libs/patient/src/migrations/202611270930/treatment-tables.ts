const AT_ENCOUNTER = 'practice_id uuid NOT NULL, id uuid NOT NULL, encounter_id uuid NOT NULL, patient_id uuid NOT NULL';

function ofEncounter(table: string): string {
  return `CONSTRAINT ${table}_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT ${table}_encounter FOREIGN KEY (practice_id, encounter_id) REFERENCES patient.encounter (practice_id, id)`;
}

/** What was done and measured in an encounter. Rows are only added: a correction names the row before. */
export const TREATMENT_TABLES = [
  `CREATE TABLE patient.needling_site (
    ${AT_ENCOUNTER}, practitioner_id uuid NOT NULL, muscle_key text NOT NULL, side text NOT NULL,
    needle_diameter_mm numeric(3, 2) NOT NULL, needle_length_mm numeric(4, 1) NOT NULL, lot text, needles_in integer NOT NULL, needles_out integer NOT NULL,
    taut_band boolean NOT NULL, twitch_response text NOT NULL, sensation text, electrical_stimulation boolean NOT NULL,
    recorded_at timestamptz NOT NULL, corrects_id uuid, withdrawn boolean NOT NULL,
    ${ofEncounter('needling_site')},
    CONSTRAINT needling_site_corrects FOREIGN KEY (practice_id, corrects_id) REFERENCES patient.needling_site (practice_id, id),
    CONSTRAINT needling_site_corrected_once UNIQUE (practice_id, corrects_id),
    CONSTRAINT needling_site_side CHECK (side IN ('LEFT', 'RIGHT', 'MIDLINE')),
    CONSTRAINT needling_site_twitch CHECK (twitch_response IN ('SEEN', 'NOT_SEEN', 'DECLINED')),
    CONSTRAINT needling_site_needles CHECK (needles_in BETWEEN 1 AND 60 AND needles_out BETWEEN 0 AND 60),
    CONSTRAINT needling_site_withdrawal CHECK (NOT withdrawn OR corrects_id IS NOT NULL))`,
  `CREATE INDEX needling_site_by_encounter ON patient.needling_site (practice_id, encounter_id, recorded_at, id)`,
  `CREATE TABLE patient.service_line (
    ${AT_ENCOUNTER}, code text NOT NULL, minutes_by_clinician integer NOT NULL, minutes_by_assistant integer NOT NULL, muscle_keys text[] NOT NULL,
    recorded_by uuid NOT NULL, recorded_at timestamptz NOT NULL, corrects_id uuid, withdrawn boolean NOT NULL,
    ${ofEncounter('service_line')},
    CONSTRAINT service_line_corrects FOREIGN KEY (practice_id, corrects_id) REFERENCES patient.service_line (practice_id, id),
    CONSTRAINT service_line_corrected_once UNIQUE (practice_id, corrects_id),
    CONSTRAINT service_line_minutes CHECK (minutes_by_clinician BETWEEN 0 AND 480 AND minutes_by_assistant BETWEEN 0 AND 480),
    CONSTRAINT service_line_needling CHECK (code NOT IN ('20560', '20561')),
    CONSTRAINT service_line_withdrawal CHECK (NOT withdrawn OR corrects_id IS NOT NULL))`,
  `CREATE INDEX service_line_by_encounter ON patient.service_line (practice_id, encounter_id, recorded_at, id)`,
  `CREATE TABLE patient.pain_score (
    ${AT_ENCOUNTER}, phase text NOT NULL, score integer NOT NULL, recorded_by uuid NOT NULL, recorded_at timestamptz NOT NULL,
    ${ofEncounter('pain_score')},
    CONSTRAINT pain_score_phase CHECK (phase IN ('BEFORE', 'AFTER')),
    CONSTRAINT pain_score_range CHECK (score BETWEEN 0 AND 10))`,
  `CREATE INDEX pain_score_by_encounter ON patient.pain_score (practice_id, encounter_id, recorded_at, id)`,
  `CREATE TABLE patient.range_of_motion (
    ${AT_ENCOUNTER}, phase text NOT NULL, movement text NOT NULL, side text NOT NULL, degrees integer NOT NULL, recorded_by uuid NOT NULL, recorded_at timestamptz NOT NULL,
    ${ofEncounter('range_of_motion')},
    CONSTRAINT range_of_motion_phase CHECK (phase IN ('BEFORE', 'AFTER')),
    CONSTRAINT range_of_motion_side CHECK (side IN ('LEFT', 'RIGHT', 'MIDLINE')),
    CONSTRAINT range_of_motion_degrees CHECK (degrees BETWEEN 0 AND 360))`,
  `CREATE INDEX range_of_motion_by_encounter ON patient.range_of_motion (practice_id, encounter_id, recorded_at, id)`,
  `CREATE TABLE patient.adverse_event (
    ${AT_ENCOUNTER}, kind text NOT NULL, severity text NOT NULL, occurred_at timestamptz NOT NULL, occurred_on date NOT NULL,
    description text NOT NULL, action_taken text NOT NULL, recorded_by uuid NOT NULL, recorded_at timestamptz NOT NULL,
    ${ofEncounter('adverse_event')},
    CONSTRAINT adverse_event_kind CHECK (kind IN ('BRUISE', 'BLEEDING', 'FAINT', 'NAUSEA', 'PROLONGED_PAIN', 'NERVE_SYMPTOM', 'RETAINED_NEEDLE', 'INFECTION', 'PNEUMOTHORAX_SUSPECTED', 'OTHER')),
    CONSTRAINT adverse_event_severity CHECK (severity IN ('MILD', 'MODERATE', 'SERIOUS')))`,
  `CREATE INDEX adverse_event_by_day ON patient.adverse_event (practice_id, occurred_on)`,
  `CREATE INDEX adverse_event_by_encounter ON patient.adverse_event (practice_id, encounter_id, occurred_at)`,
  `CREATE TABLE patient.care_task (
    ${AT_ENCOUNTER}, version integer NOT NULL, kind text NOT NULL, due_on date NOT NULL, done_at timestamptz, done_by uuid, outcome text,
    ${ofEncounter('care_task')},
    CONSTRAINT care_task_once UNIQUE (practice_id, encounter_id, kind, due_on),
    CONSTRAINT care_task_kind CHECK (kind IN ('NEXT_DAY_CHECK_IN')),
    CONSTRAINT care_task_end CHECK ((done_at IS NULL) = (outcome IS NULL) AND (done_at IS NULL) = (done_by IS NULL)))`,
  `CREATE INDEX care_task_due ON patient.care_task (practice_id, due_on, id) WHERE done_at IS NULL`,
];
