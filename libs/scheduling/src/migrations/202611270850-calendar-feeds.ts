import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceTable } from '@spindle/database';

/** Secret addresses of calendars, and the visits of a practitioner or a room in the order of time. */
export class CalendarFeeds1795769400000 implements MigrationInterface {
  readonly name = 'CalendarFeeds1795769400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...FEEDS, ...practiceTable('scheduling.calendar_feed', ['SELECT', 'INSERT', 'UPDATE'])]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const FEEDS = [
  `CREATE TABLE scheduling.calendar_feed (
    practice_id uuid NOT NULL, id uuid NOT NULL, token_hash text COLLATE "C" NOT NULL, practitioner_id uuid, room_id uuid,
    created_by uuid NOT NULL, created_at timestamptz NOT NULL, revoked_at timestamptz,
    CONSTRAINT calendar_feed_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT calendar_feed_token UNIQUE (practice_id, token_hash),
    CONSTRAINT calendar_feed_practitioner FOREIGN KEY (practice_id, practitioner_id) REFERENCES scheduling.practitioner (practice_id, id),
    CONSTRAINT calendar_feed_room FOREIGN KEY (practice_id, room_id) REFERENCES scheduling.room (practice_id, id),
    CONSTRAINT calendar_feed_owner CHECK ((practitioner_id IS NULL) <> (room_id IS NULL)),
    CONSTRAINT calendar_feed_hash CHECK (token_hash ~ '^[0-9a-f]{64}$'))`,
  `CREATE INDEX calendar_feed_of_practitioner ON scheduling.calendar_feed (practice_id, practitioner_id)`,
  `CREATE INDEX calendar_feed_of_room ON scheduling.calendar_feed (practice_id, room_id)`,
  `CREATE INDEX appointment_of_practitioner ON scheduling.appointment (practice_id, practitioner_id, starts_at)`,
  `CREATE INDEX appointment_of_room ON scheduling.appointment (practice_id, room_id, starts_at) WHERE room_id IS NOT NULL`,
];
