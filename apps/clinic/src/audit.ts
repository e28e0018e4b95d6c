import { keyRing } from '@spindle/subgraph';
import { chainText, verifyChains } from './audit-verification';
import { ANCHOR_FOLDER, openLocalDatabase } from './local-database';

// npm run audit:verify: verifies every practice's audit chain in every schema, beside a running clinic or without one.
// Ends with 0 when every chain is whole, with 1 when one is damaged or could not be verified.

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function verify(): Promise<void> {
  const database = await openLocalDatabase({ beside: true });
  const { place } = database;
  try {
    const { chains, damaged } = await verifyChains({ ...place, keys: keyRing('audit heads', { secret: place.secret, environment: process.env }), anchorFolder: ANCHOR_FOLDER }, (chain) => print(chainText(chain)));
    print(damaged === 0 ? `${chains} chains verified: all are whole.` : `${chains} chains verified: ${damaged} damaged.`);
    if (damaged > 0) process.exitCode = 1;
  } finally {
    await database.stop();
  }
}

if (process.argv.length > 2) {
  process.stderr.write('npm run audit:verify takes no arguments. SPINDLE_AUDIT_FOLDER says where the anchors are.\n');
  process.exitCode = 1;
} else {
  await verify().catch((cause: unknown) => {
    process.stderr.write(`The audit trails were not verified to the end: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exitCode = 1;
  });
}
