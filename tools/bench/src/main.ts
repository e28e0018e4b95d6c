import { parseArgs } from 'node:util';

const BENCHES: Readonly<Record<string, () => Promise<{ run(args: string[]): Promise<void> }>>> = {
  graph: () => import('./graph/run'),
  x12: () => import('../x12/run'),
};

const { positionals } = parseArgs({ allowPositionals: true, strict: false });
const name = positionals.find((each) => each in BENCHES) ?? 'graph';
const bench = await BENCHES[name]?.();
await bench?.run(process.argv.slice(2).filter((argument) => argument !== name));
