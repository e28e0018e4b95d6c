import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { billingSchema } from '@spindle/billing';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import { identitySchema } from '@spindle/gateway/identity';
import type { Id } from '@spindle/kernel';
import { patientSchema } from '@spindle/patient';
import { schedulingSchema } from '@spindle/scheduling';
import { importFiles } from '../import-files';
import type { Report } from '../report';
import type { Databases } from '../run/import-run';

let practices = 0;

/** A practice that nobody used yet: each test begins with none of the rows of the others. */
export function newPractice(): Id<'Practice'> {
  practices += 1;
  return `01930000-0000-7000-8000-${practices.toString(16).padStart(12, '0')}` as Id<'Practice'>;
}

/** The real schemas of one spec, a folder for its files, and questions to both. */
export class ImportClinic {
  private constructor(readonly database: TestDatabase, readonly folder: string, readonly admin: Client) {}

  get databases(): Databases {
    const { patient, scheduling, billing } = this.database.databases;
    if (!patient || !scheduling || !billing) throw new Error('A schema was not opened.');
    return { patient, scheduling, billing };
  }

  static async open(): Promise<ImportClinic> {
    const database = await createTestDatabase([patientSchema, schedulingSchema, billingSchema, identitySchema]);
    const admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    return new ImportClinic(database, await mkdtemp(join(tmpdir(), 'spindle-import-')), admin);
  }

  async close(): Promise<void> {
    await this.admin.end();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }

  /** Writes files by name; what is no text is written as JSON. Returns their paths in the order given. */
  async write(files: Readonly<Record<string, unknown>>): Promise<string[]> {
    return Promise.all(Object.entries(files).map(async ([name, content]) => {
      const path = join(this.folder, name);
      await writeFile(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
      return path;
    }));
  }

  import(paths: readonly string[], practiceId: Id<'Practice'>): Promise<Report> {
    return importFiles({ paths, practiceId, databases: this.databases, clock: { now: () => new Date('2026-03-09T15:00:00Z') } });
  }

  async rows<Row extends object = Record<string, unknown>>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.admin.query<Row>(sql, [...values])).rows;
  }

  /** How many rows every table has. */
  async rowCounts(): Promise<Readonly<Record<string, number>>> {
    const tables = await this.rows<{ name: string }>(`SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
      WHERE table_schema IN ('patient', 'scheduling', 'billing') AND table_type = 'BASE TABLE' ORDER BY 1`);
    const counted = await this.rows<{ name: string; count: number }>(tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS count FROM ${name}`).join(' UNION ALL '));
    return Object.fromEntries(counted.map(({ name, count }) => [name, count]));
  }
}

/** What the report says of one resource type: read, mapped, and how many were skipped for which reason. */
export function counts(report: Report, type: string) {
  const kind = report.kinds.get(type);
  return { read: kind?.read ?? 0, mapped: kind?.mapped ?? 0, skipped: Object.fromEntries(kind?.skipped ?? []) };
}
