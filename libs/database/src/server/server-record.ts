import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';

/** What is remembered beside a data folder: how to reach its server and which process looks after it. */
export interface ServerRecord {
  readonly port: number | null;
  /** The superuser's, made by chance when the data folder is. */
  readonly password: string;
  readonly supervisor: ProcessMark | null;
}

/** One process, told apart from a later one with the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, as the system counts; null where the system does not say. */
  readonly began: string | null;
}

export function recordFile(dataFolder: string): string {
  return `${dataFolder}.server.json`;
}

export async function readRecord(dataFolder: string): Promise<ServerRecord | null> {
  const text = await readFile(recordFile(dataFolder), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as ServerRecord);
}

export function newRecord(): ServerRecord {
  return { port: null, password: randomBytes(24).toString('hex'), supervisor: null };
}

/** Replaces the record whole, so that a kill leaves the old one or the new one. */
export async function writeRecord(dataFolder: string, record: ServerRecord): Promise<void> {
  const draft = `${recordFile(dataFolder)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(record), { mode: 0o600 });
  await rename(draft, recordFile(dataFolder));
}

export async function markOf(pid: number): Promise<ProcessMark> {
  return { pid, began: await beganAt(pid) };
}

/** Whether the marked process still runs. */
export async function isRunning(mark: ProcessMark): Promise<boolean> {
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const began = await beganAt(mark.pid);
  return began === null || mark.began === null || began === mark.began;
}

/** Field 22 of proc(5)'s stat, counted behind the command in parentheses; a process that is only waited for counts as gone. */
async function beganAt(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? 'ended' : (fields[19] ?? null);
}
