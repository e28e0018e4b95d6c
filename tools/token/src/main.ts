import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { issueToken, TOKEN_LIFETIME_SECONDS } from '@spindle/gateway/identity';
import { localSecret } from '@spindle/subgraph';
import { workspaceFolder } from '@spindle/supergraph';
import { tokenRequest, WordsRefused } from './token-request';

// Prints a bearer token of the development issuer on standard output, and on standard error what it is for.
const USAGE = 'npm run token -- --role biller [--practice second] [--site broomfield] [--site …]';

async function printToken(): Promise<void> {
  const { values } = parseArgs({ options: { role: { type: 'string' }, practice: { type: 'string' }, site: { type: 'string', multiple: true } } });
  const request = tokenRequest(values);
  const token = await issueToken(localSecret(process.env['SPINDLE_DATA_FOLDER'] ?? join(workspaceFolder(), '.data')), request);
  process.stdout.write(`${token}\n`);
  const sites = request.siteIds ? `the sites ${request.siteIds.join(', ')}` : 'every site';
  process.stderr.write(`${request.roles?.join(', ')} of practice ${request.practiceId}, ${sites}, for ${TOKEN_LIFETIME_SECONDS / 3600} hours. Send it as: Authorization: Bearer <token>\n`);
}

try {
  await printToken();
} catch (cause) {
  const isUsage = cause instanceof WordsRefused || (cause instanceof TypeError && 'code' in cause);
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n${isUsage ? `${USAGE}\n` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}
