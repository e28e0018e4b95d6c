import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServer, type EmbeddedServer } from '../server/embedded-server';
import { stopOrphan } from '../server/postmaster';
import { isRunning, readRecord } from '../server/server-record';

const PREFIX = 'spindle-test-';

/** Names the server all tests of a run share, as superuser. A server of one's own: its roles get passwords made for tests. */
export const TEST_SERVER_VARIABLE = 'SPINDLE_TEST_SERVER';

/** Starts a throw-away PostgreSQL in the system's folder for temporary files; `stop` removes it. Clears away what killed runs left. */
export async function startTestServer(): Promise<EmbeddedServer> {
  await removeAbandoned();
  const place = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(place, 0o755);
  const server = await startEmbeddedServer({ dataFolder: join(place, 'data'), durable: false }).catch(async (error: unknown) => {
    await rm(place, { recursive: true, force: true });
    throw error;
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(place, { recursive: true, force: true });
  };
  return { adminUrl: server.adminUrl, get pid() { return server.pid; }, stop };
}

async function removeAbandoned(): Promise<void> {
  const places = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX)).map((name) => join(tmpdir(), name));
  for (const place of places) {
    const supervisor = (await readRecord(join(place, 'data')).catch(() => null))?.supervisor;
    if (!supervisor || (await isRunning(supervisor))) continue;
    await stopOrphan(join(place, 'data'));
    await rm(place, { recursive: true, force: true });
  }
}
