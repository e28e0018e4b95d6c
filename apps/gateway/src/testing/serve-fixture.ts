import { jsonLogger, serveSubgraph, soleKey } from '@spindle/subgraph';
import type { FixtureName } from './fixture-sdl';
import { fixtureSubgraph } from './fixture-subgraph';

// Serves one fixture as its own process: `tsx serve-fixture.ts <name> <port>`, the key in FIXTURE_KEY (hex).
const [name, port] = process.argv.slice(2);
const subgraph = fixtureSubgraph(name as FixtureName, jsonLogger());
const execute = subgraph.execute.bind(subgraph);
const key = Uint8Array.from(Buffer.from(process.env['FIXTURE_KEY'] ?? '', 'hex'));
const server = await serveSubgraph({
  ...subgraph,
  execute: (operation, request) => {
    process.stdout.write(`${JSON.stringify({ query: operation.query })}\n`);
    return execute(operation, request);
  },
}, { port: Number(port), keys: soleKey(key), logger: jsonLogger() });
process.stdout.write(`${JSON.stringify({ listening: server.address() })}\n`);
