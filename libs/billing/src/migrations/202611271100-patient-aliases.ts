import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mergeableTables, practiceTable } from '@spindle/database';

/** Records of patients that were put together, and the money that follows them. */
export class PatientAliases1795777200000 implements MigrationInterface {
  readonly name = 'PatientAliases1795777200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...ALIASES, ...mergeableTables(FOLLOWING), ...COVERAGE_OVERLAP, ...LEDGER]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const FOLLOWING = ['billing.coverage', 'billing.charge', 'billing.claim', 'billing.ledger_entry', 'billing.imported_claim'];

const ALIASES = [
  `CREATE TABLE billing.patient_alias (
    practice_id uuid NOT NULL, merged_id uuid NOT NULL, survivor_id uuid NOT NULL,
    CONSTRAINT patient_alias_pkey PRIMARY KEY (practice_id, merged_id),
    CONSTRAINT patient_alias_two CHECK (merged_id <> survivor_id))`,
  'CREATE INDEX patient_alias_of ON billing.patient_alias (practice_id, survivor_id)',
  ...practiceTable('billing.patient_alias', ['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
];

/** Two records that are put together may have covers for the same days: both are kept, and neither excludes the other. */
const COVERAGE_OVERLAP = [
  'ALTER TABLE billing.coverage DROP CONSTRAINT coverage_overlap',
  `ALTER TABLE billing.coverage ADD CONSTRAINT coverage_overlap
    EXCLUDE USING gist (practice_id WITH =, (coalesce(original_patient_id, patient_id)) WITH =, priority WITH =, daterange(valid_from, valid_to, '[]') WITH &&)`,
];

/** The ledger stays as it is written; a merge alone moves an entry to the record under which its own leads now. */
const LEDGER = [
  'DROP TRIGGER ledger_entry_append_only ON billing.ledger_entry',
  'CREATE TRIGGER ledger_entry_append_only BEFORE DELETE OR TRUNCATE ON billing.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION billing.refuse_change()',
  `CREATE FUNCTION billing.keep_ledger_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN
      IF to_jsonb(NEW) - ARRAY['patient_id', 'original_patient_id'] <> to_jsonb(OLD) - ARRAY['patient_id', 'original_patient_id']
        OR coalesce(NEW.original_patient_id, NEW.patient_id) <> coalesce(OLD.original_patient_id, OLD.patient_id) THEN
        RAISE EXCEPTION 'A ledger entry is never changed or deleted. Add a reversing entry.' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  'CREATE TRIGGER ledger_entry_kept BEFORE UPDATE ON billing.ledger_entry FOR EACH ROW EXECUTE FUNCTION billing.keep_ledger_entry()',
];
