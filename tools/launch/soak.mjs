// npm run soak:scheduling -- --attempts 100000: the soak of the reservation store, as its test runs it, longer.
import { parseArgs } from 'node:util';
import { ensureGenerated, ensureInstalled, runInstalled } from './workspace.mjs';

const { values } = parseArgs({ options: { attempts: { type: 'string', default: '100000' } } });
if (!/^[1-9]\d*$/.test(values.attempts)) {
  process.stderr.write('--attempts is a whole number.\n');
  process.exit(2);
}
await ensureInstalled();
await ensureGenerated();
process.env.SPINDLE_SOAK_ATTEMPTS = values.attempts;
process.exit(await runInstalled('jest', ['--config', 'jest.config.cjs', 'libs/scheduling/src/booking/soak.spec.ts'], { stdio: 'inherit' }));
