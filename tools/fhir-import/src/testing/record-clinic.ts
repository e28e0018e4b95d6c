import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MEMBER_ID } from '@spindle/billing';
import { startClinic, type Clinic } from '@spindle/clinic';
import { dataKeysOf, openValue } from '@spindle/database';
import { DEVELOPMENT_ISSUER_NAME, issueToken, registerPerson, registerPractice, Worker } from '@spindle/gateway/identity';
import type { Id } from '@spindle/kernel';
import { SAMPLE_PRACTICES, seedSampleClinic, type DemoRole } from '@spindle/sample-clinic';
import { jsonLogger } from '@spindle/subgraph';
import { workspaceFolder } from '@spindle/supergraph';
import { exportRecord } from '../record/export-record';
import type { RecordBundle } from '../record/record-bundle';
import { syntheaFile } from './bundles';
import { ImportClinic } from './import-clinic';

export const SOURCE = SAMPLE_PRACTICES.spindle.id;
export const NOW = new Date('2026-11-23T17:10:00Z');
const PROGRAM = '01930000-0000-7000-8000-0000000000aa' as Id<'Person'>;
const ROLES: readonly DemoRole[] = ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'SERVICE'];

/** The sample clinic with its gateway, and one account that may be any role. */
export class RecordClinic {
  readonly #registered = new Set<string>();

  /** What the servers logged. */
  readonly log: string[] = [];

  private constructor(readonly files: ImportClinic, private readonly parts: { clinic?: Clinic; readonly worker: Worker }) {}

  get clinic(): Clinic {
    if (!this.parts.clinic) throw new Error('The clinic was not started.');
    return this.parts.clinic;
  }

  static async open(): Promise<RecordClinic> {
    const files = await ImportClinic.open();
    const { url, secret } = files.database;
    await seedSampleClinic({ url, secret, size: 'S', clock: { now: () => NOW } });
    const opened = new RecordClinic(files, { worker: new Worker({ url, secret }) });
    opened.parts.clinic = await startClinic({ place: { url, secret }, port: 0, guards: { rates: false }, logger: jsonLogger((line) => opened.log.push(line)) });
    return opened;
  }

  async close(): Promise<void> {
    await this.parts.worker.close();
    await this.clinic.stop();
    await this.files.close();
  }

  /** The bundles of the folder in SPINDLE_SAMPLE_FILES, or as many of our own. */
  async historyFiles(count: number): Promise<string[]> {
    const folder = join(process.env['SPINDLE_SAMPLE_FILES'] ?? '', 'fhir');
    if (process.env['SPINDLE_SAMPLE_FILES'] !== undefined && existsSync(folder)) return readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => join(folder, name)).slice(0, count);
    return this.files.write(Object.fromEntries(Array.from({ length: count }, (_, index) => [`history-${index}.json`, syntheaFile(index + 1)])));
  }

  async token(practiceId: Id<'Practice'>, role: DemoRole): Promise<string> {
    if (!this.#registered.has(practiceId)) {
      await registerPractice(this.parts.worker, { id: practiceId, slug: `p${practiceId.slice(-6)}`, name: 'Empty' });
      await registerPerson(this.parts.worker, { id: PROGRAM, issuer: DEVELOPMENT_ISSUER_NAME, subject: 'carrier', name: 'Carrier', practiceId, roles: ROLES });
      this.#registered.add(practiceId);
    }
    return issueToken(this.files.database.secret, { subject: 'carrier', practiceId, roles: [role] });
  }

  async export(practiceId: Id<'Practice'>, patientId: string, role: DemoRole = 'SERVICE') {
    return exportRecord({ gateway: this.clinic.gateway.url, token: await this.token(practiceId, role), patientId: patientId as Id<'Patient'>, now: NOW });
  }

  async exportAll(practiceId: Id<'Practice'>, patientIds: readonly string[]): Promise<RecordBundle[]> {
    const records: RecordBundle[] = [];
    for (const id of patientIds) {
      const record = await this.export(practiceId, id);
      if (!record.ok) throw new Error(record.error.kind);
      records.push(record.value);
    }
    return records;
  }

  /** Runs the command as a process of its own. */
  async runExport(words: readonly string[]): Promise<{ exitCode: number; output: string; errors: string }> {
    const root = workspaceFolder();
    const env = { PATH: process.env['PATH'], TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json'), SPINDLE_TOKEN: await this.token(SOURCE, 'SERVICE') };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, ['--import', 'tsx', join(root, 'tools/fhir-import/src/export-main.ts'), ...words, '--gateway', this.clinic.gateway.url], { cwd: root, env }, (_error, output, errors) => {
        resolve({ exitCode: child.exitCode ?? -1, output, errors });
      });
    });
  }

  /** Sends a mutation of the real gateway. */
  async mutate(role: DemoRole, query: string, variables: object): Promise<unknown> {
    const response = await fetch(`${this.clinic.gateway.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.token(SOURCE, role)}` }, body: JSON.stringify({ query, variables }),
    });
    const { data } = (await response.json()) as { data: unknown };
    return data;
  }

  /** Waits until every event has arrived. */
  async settle(): Promise<void> {
    for (;;) {
      const [left] = await this.files.rows<{ count: number }>(`SELECT (SELECT count(*) FROM patient.outbox_event e WHERE NOT EXISTS (SELECT FROM patient.outbox_delivery d WHERE d.event_id = e.id))::int
        + (SELECT count(*) FROM patient.outbox_delivery WHERE delivered_at IS NULL)::int AS count`);
      if (left?.count === 0) return;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }

  async memberIds(practiceId: string): Promise<ReadonlyMap<string, string | null>> {
    const keys = dataKeysOf(this.files.database);
    const rows = await this.files.rows<{ id: string; member_id: string | null; sealed: Uint8Array | null; keyId: string; practiceId: string; wrappedBy: string; wrapped: Uint8Array }>(`SELECT c.id, c.member_id, c.member_id_sealed AS sealed,
      k.id AS "keyId", k.practice_id AS "practiceId", k.wrapped_by AS "wrappedBy", k.wrapped FROM billing.coverage c LEFT JOIN billing.data_key k ON (k.practice_id, k.id) = (c.practice_id, c.member_id_key) WHERE c.practice_id = $1`, [practiceId]);
    return new Map(rows.map(({ id, member_id: plain, sealed, keyId, wrappedBy, wrapped, ...row }) => [id, sealed === null ? plain : openValue(keys, MEMBER_ID, { id, sealed, key: { id: keyId, practiceId: row.practiceId, wrappedBy, wrapped } })]));
  }
}
