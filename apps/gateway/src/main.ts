import { jsonLogger } from '@spindle/subgraph';
import { ConfigurationRefused, configurationOf } from './configuration';
import { startGateway, type RunningGateway } from './gateway';

const logger = jsonLogger();

/** Closes at most once, however often and by whichever signal it is asked to. */
function closeOnSignal(gateway: RunningGateway): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.info('closing', { signal });
      gateway.close().then(() => process.exit(0), (cause: unknown) => { logger.error('closing failed', { cause }); process.exit(1); });
    });
  }
  process.on('SIGHUP', () => void gateway.reload().catch(() => {}));
}

try {
  const gateway = await startGateway({ ...configurationOf(process.env), logger });
  closeOnSignal(gateway);
  logger.info('gateway started', { port: gateway.port });
} catch (cause) {
  const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
  const message = cause instanceof ConfigurationRefused ? cause.message : isTaken ? 'The port is taken. Set PORT to another.' : `The gateway cannot start: ${cause instanceof Error ? cause.message : String(cause)}`;
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
