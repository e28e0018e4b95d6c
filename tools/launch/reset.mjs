// npm run reset: forgets the local clinic, its data included; the next npm start makes it anew.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, root } from './workspace.mjs';

const data = join(root, '.data');
const record = join(data, 'postgres.server.json');
const supervisor = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')).supervisor : null;
if (supervisor && isRunning(supervisor.pid)) fail(`The clinic is running (process ${supervisor.pid}). Stop it first, by Ctrl-C in its terminal.`);
rmSync(data, { recursive: true, force: true });
process.stdout.write('The local clinic is gone. npm start makes a new one.\n');

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
