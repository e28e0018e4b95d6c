/** Jest runs it after a project's tests: stops the PostgreSQL that the set-up started, if it did. */
export default async function globalTeardown(): Promise<void> {
  const run = globalThis as { stopTestServer?: () => Promise<void> };
  const stop = run.stopTestServer;
  delete run.stopTestServer;
  await stop?.();
}
