import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { manifestPath, rightsPath, supergraphPath, workspaceFolder } from '@spindle/supergraph';
import { changesBetween } from './breaking-changes';
import { apiSchemaOf } from './api-schema';
import { compose } from './compose';
import { composeRights, readPolicies } from './compose-rights';
import { manifestOf, readOperationFiles } from './manifest';
import { readSubgraphs } from './read-sdl';

const USAGE = 'Usage: npm run supergraph -- compose [--check] | operations [--check] | diff <git ref or file>';

function print(lines: readonly string[]): void {
  for (const line of lines) console.error(line);
}

/** Writes supergraph and rights, or with `--check` only tells whether the committed ones are what SDL and policies give. Returns the exit code. */
async function composeCommand(isCheck: boolean): Promise<number> {
  const result = compose(readSubgraphs(workspaceFolder()));
  const rights = result.ok ? composeRights(await readPolicies(workspaceFolder()), result.supergraphSdl) : result;
  if (!result.ok || !rights.ok) {
    print(rights.ok ? [] : rights.errors);
    return 1;
  }
  print(result.hints.map((hint) => `hint: ${hint}`));
  const complaint = isCheck ? 'is not what the subgraphs compose to: run `npm run supergraph -- compose` and commit it.' : null;
  return Math.max(keep(supergraphPath, result.supergraphSdl, complaint), keep(rightsPath, rights.rights, complaint));
}

/** Writes the manifest of the operations that production serves, or with `--check` only tells whether the committed one is it. */
function operationsCommand(isCheck: boolean): number {
  const result = manifestOf(readOperationFiles(join(workspaceFolder(), 'libs/supergraph/operations')), apiSchemaOf(readFileSync(supergraphPath, 'utf8')));
  if (!result.ok) {
    print(result.errors);
    return 1;
  }
  return keep(manifestPath, `${JSON.stringify(result.manifest, null, 2)}\n`, isCheck ? 'is not what the operations give: run `npm run supergraph -- operations` and commit it.' : null);
}

/** Writes a file that is committed, or where a complaint is given, complains when it would change. Returns the exit code. */
function keep(path: string, text: string, complaint: string | null): number {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return 0;
  if (complaint !== null) {
    print([`${relative(workspaceFolder(), path)} ${complaint}`]);
    return 1;
  }
  writeFileSync(path, text);
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

async function run([command, argument]: readonly string[]): Promise<number> {
  if (command === 'compose' && (argument === undefined || argument === '--check')) return composeCommand(argument === '--check');
  if (command === 'operations' && (argument === undefined || argument === '--check')) return operationsCommand(argument === '--check');
  if (command === 'diff' && argument) return diffCommand(argument);
  print([USAGE]);
  return 2;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (cause) {
  print([cause instanceof Error ? cause.message : String(cause)]);
  process.exitCode = 1;
}
