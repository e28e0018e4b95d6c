import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import type { Finding, Sample } from './finding';

// A process of its own: ESLint reads its configuration as an ES module, which Jest's sandbox does not offer.
// In: samples as JSON. Out: the findings of the project's own configuration as JSON.

interface Request {
  readonly samples: readonly Sample[];
  /** True: the named exceptions do not count. */
  readonly withoutExceptions: boolean;
  /** True: cycles are not looked for, so that the table of dependencies answers alone. */
  readonly withoutCycles: boolean;
}

const root = join(import.meta.dirname, '../../../..');
const BOUNDARIES = '@nx/enforce-module-boundaries';

async function isolateTable(eslint: ESLint): Promise<Record<string, [number, object]>> {
  const config = (await eslint.calculateConfigForFile(join(root, 'libs/kernel/src/sample.ts'))) as { rules: Record<string, [number, object]> };
  const [severity, options] = config.rules[BOUNDARIES] ?? [2, {}];
  return { [BOUNDARIES]: [severity, { ...options, ignoredCircularDependencies: [['*', '*']] }] };
}

async function lint({ samples, withoutExceptions, withoutCycles }: Request): Promise<Finding[]> {
  await createProjectGraphAsync({ exitOnError: true });
  const rules = withoutCycles ? await isolateTable(new ESLint({ cwd: root })) : {};
  const sizes = withoutExceptions ? { 'max-lines': ['error', { max: 250 }], 'max-lines-per-function': ['error', { max: 40 }], 'max-params': ['error', { max: 3 }] } : {};
  const eslint = new ESLint({ cwd: root, overrideConfig: [{ files: ['**/*.ts'], rules: { ...sizes, ...rules } as never }] });
  const findings: Finding[] = [];
  for (const { file, text: code } of samples) {
    const [result] = await eslint.lintText(code, { filePath: join(root, file), warnIgnored: true });
    for (const { line, ruleId, message } of result?.messages ?? []) findings.push({ file, line, rule: ruleId ?? 'none', message });
  }
  return findings;
}

const findings = await lint(JSON.parse(await text(process.stdin)) as Request);
process.stdout.write(`\n${JSON.stringify(findings)}`);
