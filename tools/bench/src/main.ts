import { parseArgs } from 'node:util';

const BENCHES: Readonly<Record<string, () => Promise<{ run(args: string[]): Promise<void> }>>> = {
  graph: () => import('./graph/run'),
  scheduling: () => import('./scheduling/run'),
  x12: () => import('../x12/run'),
};
/** What runs when no bench is named. */
const USUAL = ['graph', 'scheduling'];

const { positionals } = parseArgs({ allowPositionals: true, strict: false });
const named = positionals.filter((each) => each in BENCHES);
const names = named.length > 0 ? named : USUAL;
for (const name of names) {
  const bench = await BENCHES[name]?.();
  await bench?.run(process.argv.slice(2).filter((argument) => !names.includes(argument)));
}
