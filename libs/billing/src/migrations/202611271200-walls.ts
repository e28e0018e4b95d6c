import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tableWalls, type Walls } from '@spindle/database';
import type { Role } from '@spindle/subgraph';

/** A patient reaches the own record alone; money and members' numbers are nobody's who has no role in the practice. */
export class Walls1795780800000 implements MigrationInterface {
  readonly name = 'Walls1795780800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, walls] of Object.entries(WALLS)) for (const sql of tableWalls(`billing.${table}`, walls)) await runner.query(sql);
    for (const sql of LINE_AMOUNTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const MONEY: readonly Role[] = ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE'];

const WALLS: Readonly<Record<string, Walls | 'NONE'>> = {
  payer: 'NONE',
  insurance_plan: 'NONE',
  coverage: { patient: 'patient_id', roles: MONEY },
  charge: { patient: 'patient_id', roles: MONEY },
  claim: { patient: 'patient_id', roles: MONEY },
  claim_line: { beneath: { table: 'billing.claim', key: 'claim_id' }, roles: MONEY },
  ledger_entry: { patient: 'patient_id', roles: MONEY },
  imported_claim: { patient: 'patient_id', roles: MONEY },
  patient_alias: 'NONE',
  imported_claim_line: { beneath: { table: 'billing.imported_claim', key: 'imported_claim_id' }, roles: MONEY },
};

/** The wall asks for the patient of each entry: with it in the index, amounts of lines still need no look at the table. */
const LINE_AMOUNTS = [
  'DROP INDEX billing.ledger_entry_of_claim',
  'CREATE INDEX ledger_entry_of_claim ON billing.ledger_entry (practice_id, claim_id, claim_line_number) INCLUDE (kind, responsible_party, cents, patient_id) WHERE claim_id IS NOT NULL',
];
