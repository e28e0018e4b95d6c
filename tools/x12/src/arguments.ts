/** What the command is asked to do. */
export type Task = 'inspect' | 'balance' | 'validate' | 'explain';

/** The command line, understood. */
export interface Command {
  readonly task: Task;
  /** File names; `-` is standard input. */
  readonly files: readonly string[];
  readonly json: boolean;
}

const TASKS: readonly string[] = ['inspect', 'balance', 'validate', 'explain'] satisfies Task[];

/** How the command is called. */
export const usage = `x12 inspect|balance|validate|explain [--json] FILE…

  inspect   what is in the file: interchanges, transaction sets, counts, findings
  balance   whether each 835 balances, with level and cents
  validate  what is wrong with each 837P claim, and the structure of all else
  explain   the file in words, as a tree

  FILE may be - for standard input; without FILE standard input is read.
  Exit status: 0 nothing wrong, 1 something is wrong in a file, 2 wrong use or a file cannot be opened.`;

/** Reads the command line; a sentence where it cannot be understood. */
export function parseArguments(given: readonly string[]): Command | string {
  const flags = given.filter((argument) => argument.startsWith('--'));
  const [task, ...files] = given.filter((argument) => !argument.startsWith('--'));
  const unknown = flags.find((flag) => flag !== '--json');
  if (unknown !== undefined) return `Unknown option ${unknown}.`;
  if (task === undefined || !TASKS.includes(task)) return task === undefined ? 'Say what to do.' : `Unknown task ${task}.`;
  return { task: task as Task, files: files.length === 0 ? ['-'] : files, json: flags.includes('--json') };
}
