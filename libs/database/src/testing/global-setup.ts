import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestServer, TEST_SERVER_VARIABLE } from './test-server';

/** Projects that know no database. */
const WITHOUT_DATABASE = ['type:kernel', 'type:x12'];

/**
 * Jest runs it before a project's tests: starts the PostgreSQL they share, unless the run has one. In a run of many
 * projects Jest calls it once, with any of them.
 */
export default async function globalSetup({ projects }: { projects: readonly unknown[] }, project: { rootDir: string }): Promise<void> {
  if (process.env[TEST_SERVER_VARIABLE]) return;
  if (projects.length <= 1 && !needsDatabase(project.rootDir)) return;
  const server = await startTestServer();
  process.env[TEST_SERVER_VARIABLE] = server.adminUrl;
  const stop = async (): Promise<void> => {
    delete process.env[TEST_SERVER_VARIABLE];
    await server.stop();
  };
  (globalThis as { stopTestServer?: () => Promise<void> }).stopTestServer = stop;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().finally(() => process.exit(1)));
}

function needsDatabase(folder: string): boolean {
  const file = join(folder, 'project.json');
  if (!existsSync(file)) return true;
  const { tags = [] } = JSON.parse(readFileSync(file, 'utf8')) as { tags?: readonly string[] };
  return !tags.some((tag) => WITHOUT_DATABASE.includes(tag));
}
