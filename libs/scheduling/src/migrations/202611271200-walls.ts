import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tableWalls, type Walls } from '@spindle/database';

/** A patient reaches the own visits alone, site-limited staff those of their sites. Who and what is taken when is for all to reckon with: it names nobody. */
export class Walls1795780800000 implements MigrationInterface {
  readonly name = 'Walls1795780800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, walls] of Object.entries(WALLS)) for (const sql of tableWalls(`scheduling.${table}`, walls)) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const WALLS: Readonly<Record<string, Walls | 'NONE'>> = {
  location: 'NONE',
  room: 'NONE',
  practitioner: 'NONE',
  practitioner_location: 'NONE',
  credential: 'NONE',
  service_type: 'NONE',
  resource: 'NONE',
  reservation: 'NONE',
  appointment: { patient: 'patient_id', location: 'location_id', openToVisitors: true },
  appointment_step: { beneath: { table: 'scheduling.appointment', key: 'appointment_id' } },
  visit_lock: { beneath: { table: 'scheduling.appointment', key: 'appointment_id' } },
  visit_authorization: { beneath: { table: 'scheduling.appointment', key: 'appointment_id' } },
  visit_attention: { beneath: { table: 'scheduling.appointment', key: 'appointment_id' } },
  free_consultation_rule: 'NONE',
  lead: { patient: 'patient_id', openToVisitors: true, roles: ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'SERVICE', 'PUBLIC'] },
  free_consultation: { beneath: { table: 'scheduling.appointment', key: 'appointment_id' } },
  treatment_plan: { patient: 'patient_id' },
  plan_certification: { beneath: { table: 'scheduling.treatment_plan', key: 'plan_id' } },
  certification_lapse: { beneath: { table: 'scheduling.treatment_plan', key: 'plan_id' } },
  visits_left: { patient: 'patient_id' },
  granted_authorization: { patient: 'patient_id' },
  patient_alias: 'NONE',
  series: { patient: 'patient_id', location: 'location_id' },
  series_occurrence: { beneath: { table: 'scheduling.series', key: 'series_id' } },
  equipment: 'NONE',
  travel_time: 'NONE',
  weekly_hours: 'NONE',
  weekly_hours_day: 'NONE',
  availability_exception: 'NONE',
  closure: 'NONE',
  group_session: { location: 'location_id' },
  appointment_override: { beneath: { table: 'scheduling.appointment', key: 'appointment_id' } },
  calendar_feed: 'NONE',
};
