import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { jsonLogger, systemClock } from '@spindle/subgraph';
import { developmentIssuer } from '@spindle/gateway/identity';
import { startClinic } from './clinic';
import { startDevelopmentIssuer } from './development-issuer';
import { ANCHOR_FOLDER, DATA_FOLDER, MESSAGE_FOLDER, openLocalDatabase } from './local-database';
import { prepareClinic } from './prepare';
import { startReminderSender } from './reminder-sender';
import { startScreen } from './screen';
import { startSplitClinic } from './split-clinic';
import { zoneWarnings } from './zone-warnings';

const PORT = 4000;
const FOLLOWING_PORTS = 20;
const ISSUER_PORT = 4090;

const began = performance.now();

function progress(line: string): void {
  process.stdout.write(`  ${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}\n`);
}

function fileLogger(): ReturnType<typeof jsonLogger> {
  mkdirSync(DATA_FOLDER, { recursive: true });
  return jsonLogger((line) => appendFileSync(join(DATA_FOLDER, 'clinic.log'), line));
}

/** Does each of the steps once, whichever signal asks for it first. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping: Promise<void> | null = null;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stopping ??= stop().then(() => process.exit(0), (cause: unknown) => fail(cause));
    });
  }
}

function fail(cause: unknown): never {
  process.stderr.write(`\nSpindle cannot start: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { split: { type: 'boolean', default: false } } });
  const wanted = process.env['PORT'] ? Number(process.env['PORT']) : PORT;
  const logger = fileLogger();
  progress('Starting the database');
  const database = await openLocalDatabase({ progress });
  stopOnSignal(() => database.stop());
  await prepareClinic({ place: database.place, clock: systemClock, progress });
  const issuer = await startDevelopmentIssuer({ secret: database.place.secret, port: ISSUER_PORT, logger });
  const warnings = await zoneWarnings(database.place, systemClock.now(), logger);
  progress(values.split ? 'Starting gateway and subgraphs, each in a process of its own' : 'Starting the gateway');
  const options = { place: database.place, port: wanted, followingPorts: FOLLOWING_PORTS, logger, anchorFolder: ANCHOR_FOLDER };
  const running = values.split
    ? await startSplitClinic({ ...options, environment: { DEVELOPMENT_ISSUER_URL: issuer.url } })
    : await startClinic({ ...options, issuer: developmentIssuer(database.place.secret, issuer.url) }).then(({ gateway, stop }) => ({ url: gateway.url, port: gateway.port, stop }));
  const reminders = await startReminderSender({ place: database.place, url: `http://localhost:${running.port}`, folder: MESSAGE_FOLDER, clock: systemClock, logger });
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM').removeAllListeners('SIGHUP');
  stopOnSignal(async () => {
    process.stdout.write('\nStopping …\n');
    await reminders.stop();
    await running.stop();
    await issuer.stop();
    await database.stop();
  });
  if (running.port !== wanted) progress(`Port ${wanted} is taken: the clinic uses ${running.port}`);
  process.stdout.write(await startScreen({ url: `http://localhost:${running.port}`, database: database.description, secret: database.place.secret, warnings }));
}

main().catch(fail);
