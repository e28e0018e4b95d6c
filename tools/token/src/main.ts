import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_TOKEN_LIFETIME_SECONDS, issueDemoToken } from '@spindle/gateway';
import { deriveKey, localSecret } from '@spindle/subgraph';
import { workspaceFolder } from '@spindle/supergraph';
import { demoViewer, WordsRefused } from './demo-viewer';

// Prints a demo bearer token on standard output, and on standard error what it is for.
const USAGE = 'npm run token -- --role biller [--practice second] [--site broomfield] [--site …]';

async function printToken(): Promise<void> {
  const { values } = parseArgs({ options: { role: { type: 'string' }, practice: { type: 'string' }, site: { type: 'string', multiple: true } } });
  const viewer = demoViewer(values);
  const secret = localSecret(join(workspaceFolder(), '.data'));
  const token = await issueDemoToken(deriveKey(secret, 'demo tokens'), viewer);
  process.stdout.write(`${token}\n`);
  const sites = viewer.siteIds ? `the sites ${viewer.siteIds.join(', ')}` : 'every site';
  process.stderr.write(`${viewer.roles.join(', ')} of practice ${viewer.practiceId}, ${sites}, for ${DEMO_TOKEN_LIFETIME_SECONDS / 3600} hours. Send it as: Authorization: Bearer <token>\n`);
}

try {
  await printToken();
} catch (cause) {
  const isUsage = cause instanceof WordsRefused || (cause instanceof TypeError && 'code' in cause);
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n${isUsage ? `${USAGE}\n` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}
