import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventTables, practiceTable, workerTable } from '@spindle/database';
import { gatewayTables } from './202611270800/gateway-tables';
import { peopleTables } from './202611270800/people-tables';
import { sessionTables } from './202611270800/session-tables';

/** Practices, people, sessions, limits, registered operations, live events; the schema's outbox and inbox. */
export class Identity1795766400000 implements MigrationInterface {
  readonly name = 'Identity1795766400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...peopleTables, ...sessionTables, ...gatewayTables, ...RIGHTS, ...eventTables('identity')]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** The service acts for a practice's administrator; the worker looks before a practice is known, and sweeps. */
const RIGHTS = [
  ...practiceTable('identity.membership', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('identity.service_account', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('identity.session', ['SELECT', 'DELETE']),
  ...practiceTable('identity.break_glass_grant', ['SELECT', 'UPDATE']),
  ...practiceTable('identity.live_event', ['SELECT', 'INSERT']),
  ...workerTable('identity.membership', ['SELECT', 'INSERT', 'UPDATE']),
  ...workerTable('identity.service_account', ['SELECT', 'INSERT']),
  ...workerTable('identity.session', ['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
  ...workerTable('identity.break_glass_grant', ['SELECT', 'INSERT', 'UPDATE']),
  ...workerTable('identity.live_event', ['SELECT', 'UPDATE', 'DELETE']),
  'GRANT SELECT, INSERT, UPDATE ON identity.practice, identity.person TO identity_worker',
  'GRANT SELECT, INSERT, DELETE ON identity.practice_host, identity.login_attempt TO identity_worker',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON identity.rate_counter TO identity_worker',
  'GRANT SELECT, INSERT, UPDATE ON identity.registered_operation TO identity_worker',
  'GRANT SELECT ON identity.registered_operation TO identity_service',
  'GRANT USAGE ON SEQUENCE identity.live_position TO identity_worker',
];
