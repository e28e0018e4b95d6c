import { jsonLogger, startTracing } from '@spindle/subgraph';
import { ConfigurationRefused, configurationOf } from './configuration';
import { startGateway, startIdentity, type RunningGateway } from './gateway';
import { sealIdentity } from './identity/sealing';
import { openLive } from './live/open-live';

const logger = jsonLogger();
const tracing = startTracing('gateway', process.env);

/** Closes at most once, by whichever signal it is asked to, or when the process that forked it is gone. */
function closeOnSignal(gateway: RunningGateway, sealer: { stop(): Promise<void> } | null): void {
  for (const reason of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
    process.once(reason as NodeJS.Signals, () => {
      logger.info('closing', { reason });
      gateway.close().then(() => sealer?.stop()).then(() => tracing.stop()).then(() => process.exit(0), (cause: unknown) => { logger.error('closing failed', { cause }); process.exit(1); });
    });
  }
  process.on('SIGHUP', () => void gateway.reload().catch(() => {}));
}

try {
  const { gateway: options, identity } = configurationOf(process.env);
  const gateway = await startGateway({ ...options, identity: identity && (await startIdentity({ ...identity, logger })), live: await openLive(process.env, logger), logger });
  closeOnSignal(gateway, identity && (await sealIdentity(identity.place, process.env, logger)));
  logger.info('gateway started', { port: gateway.port });
} catch (cause) {
  const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
  const message = cause instanceof ConfigurationRefused ? cause.message : isTaken ? 'The port is taken. Set PORT to another.' : `The gateway cannot start: ${cause instanceof Error ? cause.message : String(cause)}`;
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
