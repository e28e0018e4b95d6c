import { isRunning, readRecord } from './server-record';

/** How to reach the server of a data folder that another process looks after; null when none runs. */
export async function findRunningServer(dataFolder: string): Promise<{ adminUrl: string; supervisorPid: number } | null> {
  const record = await readRecord(dataFolder);
  if (!record?.supervisor || record.port === null || !(await isRunning(record.supervisor))) return null;
  return { adminUrl: `postgres://postgres:${record.password}@127.0.0.1:${record.port}/postgres`, supervisorPid: record.supervisor.pid };
}
