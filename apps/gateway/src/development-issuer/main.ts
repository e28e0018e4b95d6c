import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IssuerDirectory } from './issuer-people';
import { developmentProvider } from './provider';
import { SignIn } from './sign-in';

// The development issuer as a process of its own: SPINDLE_SECRET, ISSUER_PEOPLE (JSON), PORT. It tells its parent its port.
const { SPINDLE_SECRET: secret = '', ISSUER_PEOPLE: people = '{"people":[],"programs":[]}', PORT: port = '0' } = process.env;

function serve(): void {
  const directory = JSON.parse(people) as IssuerDirectory;
  const provider = developmentProvider(secret, directory);
  const signIn = new SignIn(provider, directory);
  const answer = provider.callback();
  const server = createServer((request, response) => void (signIn.isAt(request) ? signIn.serve(request, response) : answer(request, response)));
  const began = (): void => void process.send?.({ port: (server.address() as AddressInfo).port });
  server.once('error', () => server.listen(0, '127.0.0.1', began));
  server.listen(Number(port), '127.0.0.1', began);
}

for (const reason of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(reason as NodeJS.Signals, () => process.exit(0));
try {
  serve();
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exit(1);
}
