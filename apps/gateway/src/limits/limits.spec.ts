import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceFolder } from '@spindle/supergraph';
import { LIMITS } from './limits';

it('announces the limits that hold', () => {
  const readme = readFileSync(join(workspaceFolder(), 'apps/gateway/README.md'), 'utf8');
  const { depth, aliases, directives, rootFields, selections, tokens, bodyBytes, errors } = LIMITS;
  expect(readme).toContain(`| ${[depth, aliases, directives, rootFields, selections, tokens.toLocaleString('en-US'), `${bodyBytes / 1024 / 1024} MiB`, errors].join(' | ')} |`);
});
