import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { supergraphPath, workspaceFolder } from '@spindle/supergraph';
import { changesBetween } from './breaking-changes';
import { compose } from './compose';
import { readSubgraphs } from './read-sdl';

const USAGE = 'Usage: npm run supergraph -- compose [--check] | diff <git ref or file>';

function print(lines: readonly string[]): void {
  for (const line of lines) console.error(line);
}

/** Writes the supergraph, or with `--check` only tells whether the committed one is what the SDL gives. Returns the exit code. */
function composeCommand(isCheck: boolean): number {
  const result = compose(readSubgraphs(workspaceFolder()));
  if (!result.ok) {
    print(result.errors);
    return 1;
  }
  print(result.hints.map((hint) => `hint: ${hint}`));
  const committed = existsSync(supergraphPath) ? readFileSync(supergraphPath, 'utf8') : '';
  if (committed === result.supergraphSdl) return 0;
  if (isCheck) {
    print([`${relative(workspaceFolder(), supergraphPath)} is not what the subgraphs' SDL composes to: run \`npm run supergraph -- compose\` and commit it.`]);
    return 1;
  }
  writeFileSync(supergraphPath, result.supergraphSdl);
  return 0;
}

/** Compares the committed supergraph with an earlier one. Exit code 1 when a change breaks clients. */
function diffCommand(before: string): number {
  const path = relative(workspaceFolder(), supergraphPath);
  const earlier = existsSync(before) ? readFileSync(before, 'utf8') : committedAt(before, path);
  const { breaking, dangerous } = changesBetween(earlier, readFileSync(supergraphPath, 'utf8'));
  print([...dangerous.map((change) => `dangerous: ${change}`), ...breaking.map((change) => `breaking: ${change}`)]);
  return breaking.length > 0 ? 1 : 0;
}

function committedAt(ref: string, path: string): string {
  try {
    return execFileSync('git', ['show', '--end-of-options', `${ref}:${path}`], { cwd: workspaceFolder(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 16 * 1024 * 1024 });
  } catch {
    throw new Error(`There is neither a file nor a commit with a supergraph by the name ${ref}.`);
  }
}

function run([command, argument]: readonly string[]): number {
  if (command === 'compose' && (argument === undefined || argument === '--check')) return composeCommand(argument === '--check');
  if (command === 'diff' && argument) return diffCommand(argument);
  print([USAGE]);
  return 2;
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (cause) {
  print([cause instanceof Error ? cause.message : String(cause)]);
  process.exitCode = 1;
}
