import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import { BUFFERED_BYTES, LiveConnection } from './live-connection';
import type { LiveEvent } from './live-event';

const viewer: Viewer = { practiceId: newId(), personId: newId(), roles: ['FRONT_DESK'], siteIds: null };
const payload = { appointmentId: newId(), version: 1, practitionerId: newId(), locationId: newId(), date: '2026-03-09', patientId: null };

it('cuts off a client that does not read, with no more than a bounded buffer kept for it', async () => {
  let most = 0;
  let connection: LiveConnection | null = null;
  const server = createServer((_request, response) => {
    const opened = new LiveConnection(viewer, response);
    connection = opened;
    opened.open(0);
    void tellUntilClosed(opened, () => { most = Math.max(most, response.writableLength); });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const request = httpRequest({ port: (server.address() as AddressInfo).port, agent: false }).end();
  request.on('error', () => undefined);
  const [response] = await once(request, 'response') as [IncomingMessage];
  response.on('error', () => undefined).pause();
  await until(() => connection !== null && !connection.isOpen);
  expect(connection).toMatchObject({ isOpen: false });
  expect(most).toBeLessThan(BUFFERED_BYTES + 1_000);
  request.destroy();
  server.close();
}, 20_000);

async function tellUntilClosed(connection: LiveConnection, told: () => void): Promise<void> {
  for (let position = 1; connection.isOpen && position < 2_000_000; position += 1) {
    const event: LiveEvent = { position, practiceId: viewer.practiceId, kind: 'AppointmentChanged', payload };
    connection.tell(event);
    told();
    if (position % 500 === 0) await pause(0);
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(10);
}
