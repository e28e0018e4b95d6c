import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credentials are recorded, renewed and ended by people, who say where they saw them; an assistant's licence is one. */
export class CredentialsAndServices1795797600000 implements MigrationInterface {
  readonly name = 'CredentialsAndServices1795797600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of CREDENTIALS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const KINDS = `'LICENSE', 'ASSISTANT_LICENSE', 'DRY_NEEDLING', 'MANUAL_THERAPY', 'ACUPUNCTURE', 'CARDIOPULMONARY_RESUSCITATION'`;

const CREDENTIALS = [
  `ALTER TABLE scheduling.credential DROP CONSTRAINT credential_kind, ADD CONSTRAINT credential_kind CHECK (kind IN (${KINDS})),
    ADD COLUMN version integer NOT NULL DEFAULT 1, ADD COLUMN source text,
    ADD CONSTRAINT credential_version CHECK (version > 0), ADD CONSTRAINT credential_source CHECK (length(source) BETWEEN 1 AND 200)`,
  `ALTER TABLE scheduling.service_type DROP CONSTRAINT service_type_credential, ADD CONSTRAINT service_type_credential CHECK (required_credential IN (${KINDS}))`,
];
