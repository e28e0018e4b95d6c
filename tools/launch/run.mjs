// Runs one of the project's commands, written in TypeScript: node tools/launch/run.mjs <file> [arguments]
import { ensureGenerated, ensureInstalled, runTypeScript } from './workspace.mjs';

const [file, ...args] = process.argv.slice(2);
await ensureInstalled();
await ensureGenerated();
process.exit(await runTypeScript(file, args));
