// Loaded into every process of a test run (NODE_OPTIONS, by test.mjs): copies what the process tells of its work into a
// folder, where canaries are looked for at the end. Nothing of the product knows of it.
const { subscribe } = require('node:diagnostics_channel');
const { openSync, writeSync } = require('node:fs');
const { ServerResponse } = require('node:http');
const { join } = require('node:path');

const folder = process.env.SPINDLE_TEST_TRACES;
if (folder) {
  let file;
  const keep = (kind, text) => {
    file ??= openSync(join(folder, `process-${process.pid}.log`), 'a');
    writeSync(file, `${kind} ${String(text).trimEnd()}\n`);
  };

  subscribe('spindle:log', (line) => keep('log', line));
  subscribe('http.server.request.start', ({ request }) => keep('address', request.url));

  // Jest's own output tells of failed tests, and shows what they compared.
  if (!process.env.JEST_WORKER_ID && !process.argv.some((word) => word.includes('jest'))) {
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (chunk, ...rest) => {
      keep('stderr', chunk);
      return write(chunk, ...rest);
    };
  }

  const end = ServerResponse.prototype.end;
  ServerResponse.prototype.end = function endKept(chunk, ...rest) {
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) {
      const text = chunk.toString();
      const isMetrics = this.req?.url === '/metrics';
      for (const message of isMetrics ? [text] : (text.match(/"message":"(?:[^"\\]|\\.)*"/g) ?? [])) keep(isMetrics ? 'metrics' : 'error', message);
    }
    return end.call(this, chunk, ...rest);
  };
}
