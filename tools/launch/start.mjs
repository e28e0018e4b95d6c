// npm start: installs and generates what is missing, then runs the clinic.
import { ensureGenerated, ensureInstalled, runTypeScript } from './workspace.mjs';

await ensureInstalled();
await ensureGenerated();
process.exit(await runTypeScript('apps/clinic/src/main.ts', process.argv.slice(2)));
