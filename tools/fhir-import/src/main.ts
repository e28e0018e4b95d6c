import { clearLine, cursorTo } from 'node:readline';
import { systemClock } from '@spindle/subgraph';
import { isMilestone, progressLine, readCommand, USAGE, type Command } from './command';
import type { Progress } from './import-files';
import type { Practice } from './open-databases';

// npm run import: reads FHIR R4 files into a practice, with progress on standard error and a report on standard output.
// What loads the subgraphs is imported late, so that a mistyped command is answered at once.

function showProgress(progress: Progress): void {
  const { stderr } = process;
  if (!stderr.isTTY) {
    if (isMilestone(progress)) stderr.write(`${progressLine(progress)}\n`);
    return;
  }
  cursorTo(stderr, 0);
  clearLine(stderr, 0);
  stderr.write(progressLine(progress) + (progress.file === progress.files ? '\n' : ''));
}

async function runImport({ paths }: Command, practice: Practice): Promise<number> {
  const [{ importFiles }, { openDatabases }, { reportText }] = await Promise.all([import('./import-files'), import('./open-databases'), import('./report')]);
  const { databases, close } = await openDatabases({ practice, clock: systemClock, progress: (line) => process.stderr.write(`${line}\n`) }).catch((error: unknown) => {
    throw new Error(`The database cannot be used: ${causeOf(error)}.`);
  });
  try {
    process.stderr.write(`Importing into ${practice.name}\n`);
    const report = await importFiles({ paths, practiceId: practice.id, databases, clock: systemClock, progress: showProgress });
    process.stdout.write(`${reportText(report)}\n`);
    return report.files.read > 0 && report.files.refused === 0 ? 0 : 1;
  } catch (error) {
    throw new Error(`The import stopped: ${causeOf(error)}. What was imported stays; run it again to go on.`);
  } finally {
    await close();
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

async function main(words: readonly string[]): Promise<number> {
  const command = readCommand(words, process.env['INIT_CWD'] ?? process.cwd());
  if (typeof command === 'string') return refuse(command);
  if (command.isHelp) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const { findPractice } = await import('./open-databases');
  const practice = findPractice(command.practice);
  return practice ? runImport(command, practice) : refuse(`There is no practice of that name. ${USAGE}`);
}

/** The cause without what the statement held: a database's error may quote the row. */
function causeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  const isStatement = error instanceof Error && 'query' in error;
  return error instanceof Error && !isStatement ? error.message : `the database answered with ${typeof code === 'string' ? code : 'an error'}`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${causeOf(error)}\n`);
  process.exitCode = 1;
}
