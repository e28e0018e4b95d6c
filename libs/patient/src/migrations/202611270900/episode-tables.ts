/** Courses of care: at most one open one per patient and discipline. */
export const EPISODE_TABLES = [
  `CREATE TABLE patient.episode_of_care (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, patient_id uuid NOT NULL,
    discipline text NOT NULL, status text NOT NULL, reason text NOT NULL, started_on date NOT NULL, finished_on date,
    discharge_outcome text, discharge_summary text, discharged_by uuid, treatment_days integer,
    CONSTRAINT episode_of_care_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT episode_of_care_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT episode_of_care_discipline CHECK (discipline IN ('CHIROPRACTIC', 'PHYSICAL_THERAPY', 'DRY_NEEDLING')),
    CONSTRAINT episode_of_care_status CHECK (status IN ('ACTIVE', 'FINISHED', 'ENTERED_IN_ERROR')),
    CONSTRAINT episode_of_care_days CHECK (finished_on >= started_on),
    CONSTRAINT episode_of_care_discharge CHECK ((status = 'FINISHED') = (finished_on IS NOT NULL AND discharge_outcome IS NOT NULL AND discharge_summary IS NOT NULL AND discharged_by IS NOT NULL AND treatment_days IS NOT NULL)),
    CONSTRAINT episode_of_care_outcome CHECK (discharge_outcome IN ('GOALS_MET', 'GOALS_PARTLY_MET', 'REFERRED_OUT', 'PATIENT_STOPPED', 'MAXIMUM_IMPROVEMENT')))`,
  `CREATE INDEX episode_of_care_by_patient ON patient.episode_of_care (practice_id, patient_id, started_on DESC, id DESC)`,
  `CREATE UNIQUE INDEX episode_of_care_open ON patient.episode_of_care (practice_id, patient_id, discipline) WHERE status = 'ACTIVE'`,
];
