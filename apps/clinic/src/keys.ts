import { parseArgs } from 'node:util';
import { rotateKeys } from '@spindle/database';
import { openLocalDatabase } from './local-database';
import { SCHEMAS } from './schemas';

// npm run keys -- rotate: seals every sealed value anew under the newest of SPINDLE_ENCRYPTION_KEYS. Can be ended and begun again.
const USAGE = 'npm run keys -- rotate [--batch <values per transaction>]';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function rotate(batch: number): Promise<void> {
  const database = await openLocalDatabase({ progress: print, beside: true });
  try {
    const needed = new Set<string>();
    for (const definition of SCHEMAS) {
      const { values, removedKeys, stillNeeded } = await rotateKeys(definition, { place: database.place, batch, progress: print });
      stillNeeded.forEach((name) => needed.add(name));
      if (definition.sealedColumns) print(`${definition.schema}: ${values} values sealed anew, ${removedKeys} data keys removed`);
    }
    const newest = database.place.encryptionKeys?.[0].id;
    print(needed.size === 0 ? `Done: everything is sealed under "${newest}"; the other keys can be retired.` : `Still needed beside "${newest}": ${[...needed].join(', ')}. Run this again once every process has been restarted with "${newest}".`);
  } finally {
    await database.stop();
  }
}

const { values, positionals } = parseArgs({ options: { batch: { type: 'string', default: '500' } }, allowPositionals: true });
if (positionals.join() !== 'rotate' || !/^[1-9]\d{0,4}$/.test(values.batch)) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  await rotate(Number(values.batch)).catch((cause: unknown) => {
    process.stderr.write(`The keys were not changed to the end: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exitCode = 1;
  });
}
