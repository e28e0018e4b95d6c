// npm start: installs and generates what is missing, then runs the clinic.
import { ensureGenerated, ensureInstalled, run, runTypeScript } from './workspace.mjs';

await ensureInstalled();
await ensureGenerated();
await run(process.execPath, ['apps/gateway/graphiql/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
process.exit(await runTypeScript('apps/clinic/src/main.ts', process.argv.slice(2)));
