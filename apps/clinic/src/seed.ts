import { readSeedCommand, seedSampleClinic, type SeedCommand } from '@spindle/sample-clinic';
import { systemClock } from '@spindle/subgraph';
import { openLocalDatabase } from './local-database';
import { migrateClinic } from './prepare';

// npm run seed: fills the clinic's database with the sample practices, with progress.

async function seed({ size, seed: number }: SeedCommand): Promise<void> {
  const began = performance.now();
  const progress = (line: string): void => void process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}\n`);
  const database = await openLocalDatabase({ progress, beside: true });
  try {
    await migrateClinic(database.place, progress);
    progress(`Making the sample clinic, size ${size}, seed ${number}`);
    const rows = await seedSampleClinic({ ...database.place, size, seed: number, clock: systemClock, progress });
    progress(`Done: ${[...rows.values()].reduce((sum, count) => sum + count, 0).toLocaleString('en-US')} rows`);
  } finally {
    await database.stop();
  }
}

const command = readSeedCommand(process.argv.slice(2));
if (typeof command === 'string') {
  process.stderr.write(`${command}\n`);
  process.exitCode = 2;
} else {
  await seed(command).catch((error: unknown) => {
    process.stderr.write(`The sample clinic was not made: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
