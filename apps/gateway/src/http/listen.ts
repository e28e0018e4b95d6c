import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** How many of the ports after `port` are tried when it is taken. */
  readonly followingPorts: number;
}

/** Opens the server's port and tells which one it got. Throws (`EADDRINUSE`) when none of them is free. */
export async function listen(server: Server, { host, port, followingPorts }: ListenOptions): Promise<number> {
  for (let next = port; ; next += 1) {
    try {
      return await open(server, host, next);
    } catch (cause) {
      const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || next >= port + followingPorts || next >= 65_535) throw cause;
    }
  }
}

function open(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
