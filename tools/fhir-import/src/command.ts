import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Progress } from './import-files';

export const USAGE = 'Usage: npm run import -- <file or folder> … [--practice <spindle | second | a practice\'s UUID>]';

/** What was typed. */
export interface Command {
  readonly paths: readonly string[];
  readonly practice: string;
  readonly isHelp: boolean;
}

/** Reads the command line; a sentence where it cannot be understood. Relative paths start at `folder`. */
export function readCommand(words: readonly string[], folder: string): Command | string {
  try {
    const { positionals, values } = parseArgs({
      args: [...words], allowPositionals: true,
      options: { practice: { type: 'string', default: 'spindle' }, help: { type: 'boolean', short: 'h', default: false } },
    });
    if (positionals.length === 0 && !values.help) return `Name a file or folder. ${USAGE}`;
    return { paths: positionals.map((path) => resolve(folder, path)), practice: values.practice, isHelp: values.help };
  } catch (error) {
    return `${error instanceof Error ? (error.message.split(/\. To specify/)[0] ?? '') : ''}. ${USAGE}`;
  }
}

const STEPS: Readonly<Record<Progress['step'], string>> = {
  patients: 'Step 1 of 3, patients',
  history: 'Step 2 of 3, encounters, conditions, appointments',
  claims: 'Step 3 of 3, claims and coverages',
};

/** One line of progress. It names no file, since names of files are names of patients. */
export function progressLine({ step, file, files, bytes }: Progress): string {
  const size = bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${STEPS[step]}: file ${file} of ${files} (${size})`;
}

/** Whether a file's progress is worth a line of a log: about twenty for each step, the last one among them. */
export function isMilestone({ file, files }: Progress): boolean {
  return file === files || file % Math.max(1, Math.ceil(files / 20)) === 0;
}
