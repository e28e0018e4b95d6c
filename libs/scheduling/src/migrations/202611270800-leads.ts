import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forEachPractice, practiceTable, type Privilege } from '@spindle/database';

/** Leads: people who ask for the free consultation. A visit is a patient's or a lead's. */
export class Leads1795766400000 implements MigrationInterface {
  readonly name = 'Leads1795766400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...LEADS, ...VISITS, ...FREE_CONSULTATIONS, ...RIGHTS]) await runner.query(sql);
    await forEachPractice(runner, 'scheduling.service_type', async () => void (await runner.query(FIRST_RULE)));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const LEADS = [
  `CREATE TABLE scheduling.lead (
    practice_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, name_key text NOT NULL, telephone text NOT NULL, concern text,
    source text NOT NULL, source_other text, preferred_language text NOT NULL, created_at timestamptz NOT NULL, patient_id uuid, converted_at timestamptz,
    CONSTRAINT lead_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT lead_person UNIQUE (practice_id, telephone, name_key),
    CONSTRAINT lead_text_length CHECK (length(name) BETWEEN 2 AND 100 AND length(concern) <= 500 AND length(source_other) <= 100),
    CONSTRAINT lead_telephone CHECK (telephone ~ '^\\+[0-9]{8,15}$'),
    CONSTRAINT lead_source CHECK (source IN ('WEB_SEARCH', 'SOCIAL_MEDIA', 'FRIEND_OR_FAMILY', 'PATIENT_OF_OURS', 'REFERRING_PROVIDER', 'INSURER', 'SIGN_OR_WALK_IN', 'PRINT_OR_RADIO', 'EVENT', 'OTHER')),
    CONSTRAINT lead_language CHECK (preferred_language IN ('en', 'es')),
    CONSTRAINT lead_converted CHECK ((patient_id IS NULL) = (converted_at IS NULL)))`,
];

const VISITS = [
  `ALTER TABLE scheduling.appointment ALTER patient_id DROP NOT NULL, ADD lead_id uuid`,
  `ALTER TABLE scheduling.appointment ADD CONSTRAINT appointment_patient_or_lead CHECK ((patient_id IS NULL) <> (lead_id IS NULL)),
    ADD CONSTRAINT appointment_lead FOREIGN KEY (practice_id, lead_id) REFERENCES scheduling.lead (practice_id, id)`,
  `CREATE INDEX appointment_of_lead ON scheduling.appointment (practice_id, lead_id) WHERE lead_id IS NOT NULL`,
  `ALTER TABLE scheduling.resource DROP CONSTRAINT resource_kind, DROP CONSTRAINT resource_capacity,
    ADD CONSTRAINT resource_kind CHECK (kind IN ('PRACTITIONER', 'ROOM', 'PATIENT', 'LEAD')),
    ADD CONSTRAINT resource_capacity CHECK (capacity BETWEEN 1 AND 50 AND (capacity = 1 OR kind NOT IN ('PATIENT', 'LEAD')))`,
];

const FREE_CONSULTATIONS = [
  `CREATE TABLE scheduling.free_consultation_rule (
    practice_id uuid NOT NULL, valid_from date NOT NULL, service_type_code text COLLATE "C" NOT NULL, months integer NOT NULL, source text NOT NULL,
    CONSTRAINT free_consultation_rule_pkey PRIMARY KEY (practice_id, valid_from),
    CONSTRAINT free_consultation_rule_service FOREIGN KEY (practice_id, service_type_code) REFERENCES scheduling.service_type (practice_id, code),
    CONSTRAINT free_consultation_rule_months CHECK (months BETWEEN 0 AND 120),
    CONSTRAINT free_consultation_rule_source CHECK (length(source) BETWEEN 1 AND 500))`,
  `CREATE TABLE scheduling.free_consultation (
    practice_id uuid NOT NULL, id uuid NOT NULL, lead_id uuid NOT NULL, appointment_id uuid NOT NULL,
    channel text NOT NULL, confirmation_code text NOT NULL, booked_on date NOT NULL,
    CONSTRAINT free_consultation_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT free_consultation_code UNIQUE (practice_id, confirmation_code),
    CONSTRAINT free_consultation_appointment UNIQUE (practice_id, appointment_id),
    CONSTRAINT free_consultation_lead FOREIGN KEY (practice_id, lead_id) REFERENCES scheduling.lead (practice_id, id),
    CONSTRAINT free_consultation_visit FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id),
    CONSTRAINT free_consultation_channel CHECK (channel IN ('TELEPHONE', 'WEB')))`,
  `CREATE INDEX free_consultation_of_lead ON scheduling.free_consultation (practice_id, lead_id)`,
  `CREATE INDEX free_consultation_by_day ON scheduling.free_consultation (practice_id, booked_on)`,
];

/** Practices that offer a visit at no price begin with one in twelve months; another row changes that from its day on. */
const FIRST_RULE = `INSERT INTO scheduling.free_consultation_rule (practice_id, valid_from, service_type_code, months, source)
  SELECT practice_id, '2026-01-01', min(code), 12, 'The rule with which the practice began.' FROM scheduling.service_type
  WHERE practice_id = current_setting('app.practice_id')::uuid AND complimentary AND NOT retired GROUP BY practice_id`;

const PRIVILEGES: Readonly<Record<string, readonly Privilege[]>> = {
  lead: ['SELECT', 'INSERT', 'UPDATE'],
  free_consultation: ['SELECT', 'INSERT', 'UPDATE'],
  free_consultation_rule: ['SELECT', 'INSERT'],
};

const RIGHTS = Object.entries(PRIVILEGES).flatMap(([table, privileges]) => practiceTable(`scheduling.${table}`, privileges));
