import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceTable, tableWalls } from '@spindle/database';

/** What visitors of the clinic's web page asked for: each is called back. */
export class ConsultationRequests1795785600000 implements MigrationInterface {
  readonly name = 'ConsultationRequests1795785600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...REQUESTS, ...RIGHTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const REQUESTS = [
  `CREATE TABLE scheduling.consultation_request (
    practice_id uuid NOT NULL, id uuid NOT NULL, lead_id uuid NOT NULL, location_id uuid NOT NULL, starts_at timestamptz NOT NULL, concern text, outcome text NOT NULL, appointment_id uuid,
    requested_at timestamptz NOT NULL, settled_at timestamptz, settled_by uuid,
    CONSTRAINT consultation_request_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT consultation_request_concern CHECK (length(concern) <= 500),
    CONSTRAINT consultation_request_outcome CHECK (outcome IN ('BOOKED', 'HAD_ALREADY', 'IS_PATIENT') AND (outcome = 'BOOKED') = (appointment_id IS NOT NULL)),
    CONSTRAINT consultation_request_settled CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
    CONSTRAINT consultation_request_lead FOREIGN KEY (practice_id, lead_id) REFERENCES scheduling.lead (practice_id, id),
    CONSTRAINT consultation_request_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT consultation_request_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id))`,
  'CREATE INDEX consultation_request_open ON scheduling.consultation_request (practice_id, requested_at, id) WHERE settled_at IS NULL',
];

const RIGHTS = [
  ...practiceTable('scheduling.consultation_request', ['SELECT', 'INSERT', 'UPDATE']),
  ...tableWalls('scheduling.consultation_request', { location: 'location_id', roles: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'] }),
];
