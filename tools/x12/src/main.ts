import { once } from 'node:events';
import { run } from './run';

process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code === 'EPIPE') process.exit(0);
  throw problem;
});

process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  out: async (text) => {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  },
  err: (text) => void process.stderr.write(text),
  today: new Date().toISOString().slice(0, 10).replaceAll('-', ''),
});
