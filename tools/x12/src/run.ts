import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { DocumentReader, TraceBook, type ReadEvent } from '@spindle/x12';
import { parseArguments, usage, type Command } from './arguments';
import { balancer } from './balance';
import { explainer } from './explain';
import { inspector } from './inspect';
import { toJson, type Entry, type Tell } from './report';
import { validator } from './validate';

/** What the command needs of the world around it. */
export interface Surroundings {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Takes text; waits where the reader is slow. */
  readonly out: (text: string) => Promise<void>;
  /** Takes progress and complaints. */
  readonly err: (text: string) => void;
  /** Today, CCYYMMDD. */
  readonly today: string;
}

/** Exit status: nothing wrong, something wrong in a file, wrong use. */
export type ExitStatus = 0 | 1 | 2;

const PROGRESS_FROM = 16 * 1024 * 1024;
const PROGRESS_EVERY = 8 * 1024 * 1024;

/** Runs the command over its files, in order, each read as a stream. */
export async function run(given: readonly string[], around: Surroundings): Promise<ExitStatus> {
  const command = parseArguments(given);
  if (typeof command === 'string') {
    around.err(`${command}\n\n${usage}\n`);
    return 2;
  }
  const traces = new TraceBook();
  let worst: ExitStatus = 0;
  for (const file of command.files) {
    const status = await runFile(file, { command, around, traces });
    if (status > worst) worst = status;
  }
  return worst;
}

interface Running {
  readonly command: Command;
  readonly around: Surroundings;
  readonly traces: TraceBook;
}

async function runFile(file: string, running: Running): Promise<ExitStatus> {
  const { command, around } = running;
  let status: ExitStatus = 0;
  let waiting: string[] = [];
  const tell: Tell = (entry) => {
    if (entry.wrong === true) status = 1;
    waiting.push(lineOf(entry, file, command.json));
  };
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const text = waiting.join('');
    waiting = [];
    await around.out(text);
  };
  try {
    const { source, size } = await open(file, around);
    tell({ depth: 0, text: file === '-' ? 'standard input' : file, record: { kind: 'file', file } });
    await readInto(source, new DocumentReader(consumer(tell, running)), { file, size, around, flush });
    await flush();
    return status;
  } catch (problem) {
    await flush();
    around.err(`${file}: ${problem instanceof Error ? problem.message : String(problem)}\n`);
    return 2;
  }
}

async function open(file: string, around: Surroundings): Promise<{ source: AsyncIterable<Uint8Array>; size: number }> {
  if (file === '-') return { source: around.stdin, size: 0 };
  const { size } = await stat(file);
  return { source: createReadStream(file) as AsyncIterable<Uint8Array>, size };
}

async function readInto(source: AsyncIterable<Uint8Array>, reader: DocumentReader, at: { file: string; size: number; around: Surroundings; flush: () => Promise<void> }): Promise<void> {
  let read = 0;
  let told = 0;
  for await (const piece of source) {
    reader.write(piece);
    read += piece.length;
    if (at.size >= PROGRESS_FROM && read - told >= PROGRESS_EVERY) {
      told = read;
      at.around.err(`${at.file}: ${Math.floor((read / at.size) * 100)} %\n`);
    }
    await at.flush();
  }
  reader.end();
}

function consumer(tell: Tell, { command, around, traces }: Running): (event: ReadEvent) => void {
  switch (command.task) {
    case 'inspect': return inspector(tell);
    case 'balance': return balancer(tell, traces);
    case 'validate': return validator(tell, around.today);
    case 'explain': return explainer(tell);
  }
}

function lineOf(entry: Entry, file: string, json: boolean): string {
  return json ? `${toJson({ file, ...entry.record })}\n` : `${'  '.repeat(entry.depth)}${entry.text}\n`;
}
