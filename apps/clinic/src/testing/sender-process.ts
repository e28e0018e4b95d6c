import { FileDrop } from '@spindle/scheduling';
import { jsonLogger } from '@spindle/subgraph';
import { openReminderSender } from '../reminder-sender';

/** A sender that puts a message where it belongs and then never hears that it did: killed, it has sent and marked nothing. */
const { SENDER_URL: databaseUrl = '', SENDER_SECRET: secret = '', SENDER_GATEWAY: url = '', SENDER_FOLDER: folder = '', SENDER_AHEAD_MS: aheadMs = '0' } = process.env;
const drop = new FileDrop(folder);
const sender = await openReminderSender({
  place: { url: databaseUrl, secret }, url, folder, clock: { now: () => new Date(Date.now() + Number(aheadMs)) }, logger: jsonLogger((line) => process.stderr.write(line)),
  sender: {
    has: (id) => drop.has(id),
    send: async (message) => {
      await drop.send(message);
      process.stdout.write('sent\n');
      await new Promise(() => undefined);
    },
  },
});
await sender.send();
