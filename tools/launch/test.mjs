// npm test: every test, on a throw-away PostgreSQL. Arguments go to Jest: npm test -- libs/billing
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportTraces } from './canary/search.mjs';
import { ensureGenerated, ensureInstalled, environment, root, runInstalled } from './workspace.mjs';

await ensureInstalled();
await ensureGenerated();
const folder = mkdtempSync(join(tmpdir(), 'spindle-test-'));
const report = join(folder, 'report.json');
const traces = join(folder, 'traces');
mkdirSync(traces);
const tap = join(root, 'tools/launch/canary/tap.cjs').replaceAll('\\', '/');
const env = { ...environment(), SPINDLE_TEST_TRACES: traces, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require "${tap}"`.trim() };
const code = await runInstalled('jest', ['--config', 'jest.config.cjs', '--json', '--outputFile', report, ...process.argv.slice(2)], { stdio: ['inherit', 'ignore', 'inherit'], env });
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
  const skipped = numPendingTests + numTodoTests;
  process.stdout.write(`\n${numPassedTests} passed, ${numFailedTests} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  if (numFailedTestSuites > 0 && numFailedTests === 0) process.stdout.write(`${numFailedTestSuites} test files could not be run; Jest says why above.\n`);
} catch {
  process.stdout.write('The tests did not run to their end.\n');
}
const isQuiet = reportTraces(traces);
rmSync(folder, { recursive: true, force: true });
process.exit(code === 0 && !isQuiet ? 1 : code);
