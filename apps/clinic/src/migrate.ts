import { migrate, provision } from '@spindle/database';
import { jsonLogger, keyRing, weakSecrets } from '@spindle/subgraph';
import { SCHEMAS } from './schemas';

/** Makes and migrates the database that `DATABASE_URL` names (a role that may create roles), then ends. For containers. */
async function main(): Promise<void> {
  const { DATABASE_URL: adminUrl, SPINDLE_SECRET: secret } = process.env;
  if (!adminUrl || !secret) throw new Error('DATABASE_URL and SPINDLE_SECRET must be set.');
  const [weak] = process.env['NODE_ENV'] === 'production' ? weakSecrets(process.env) : [];
  if (weak) throw new Error(weak);
  const place = { secret, encryptionKeys: keyRing('encryption', { secret, environment: process.env }) };
  const database = decodeURIComponent(new URL(adminUrl).pathname.slice(1)) || 'spindle';
  const { url } = await provision({ adminUrl, database, secret, schemas: SCHEMAS.map(({ schema }) => schema) });
  const logger = jsonLogger();
  for (const definition of SCHEMAS) logger.info('migrated', { schema: definition.schema, ...(await migrate(definition, { ...place, url })) });
}

main().catch((cause: unknown) => {
  process.stderr.write(`The database cannot be migrated: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exit(1);
});
