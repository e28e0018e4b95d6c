import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventTables, practiceTable } from '@spindle/database';
import { claimTables } from './202611230900/claim-tables';
import { coverageTables } from './202611230900/coverage-tables';
import { importedClaimTables } from './202611230900/imported-claim-tables';
import { ledgerTables } from './202611230900/ledger-tables';

/** Payers, plans, coverages, charges, claims, the ledger, imported claims; the schema's outbox and inbox. */
export class Billing1795424400000 implements MigrationInterface {
  readonly name = 'Billing1795424400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...coverageTables, ...claimTables, ...ledgerTables, ...importedClaimTables, ...RIGHTS, ...eventTables('billing')]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const RIGHTS = [
  ...practiceTable('billing.payer', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('billing.insurance_plan', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('billing.coverage', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('billing.charge', ['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
  ...practiceTable('billing.claim', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('billing.claim_line', ['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
  ...practiceTable('billing.ledger_entry', ['SELECT', 'INSERT']),
  ...practiceTable('billing.imported_claim', ['SELECT', 'INSERT']),
  ...practiceTable('billing.imported_claim_line', ['SELECT', 'INSERT']),
];
