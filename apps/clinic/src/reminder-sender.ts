import { newId, openDatabase, type Database, type DatabasePlace } from '@spindle/database';
import { DEVELOPMENT_ISSUER_NAME, findPracticeName, issueToken, registerPerson, Worker } from '@spindle/gateway/identity';
import type { Clock, Id } from '@spindle/kernel';
import { FileDrop, GatewayGraph, schedulingSchema, sendReminders, startReminderClock, type MessageSender, type ReminderClockOptions } from '@spindle/scheduling';
import type { Logger } from '@spindle/subgraph';

export interface ReminderSenderOptions {
  readonly place: DatabasePlace;
  /** The gateway's address; patients' links begin with it too. */
  readonly url: string;
  /** Where messages are put, one file each. */
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Takes the messages instead of the folder. */
  readonly sender?: MessageSender;
}

/** What sends the clinic's reminders. */
export interface ReminderSender {
  /** Sends what is due now; answers how many reminders were dealt with. */
  send(): Promise<number>;
  stop(): Promise<void>;
}

/** Connections of the sender: the one that holds a reminder's row, and one to spare. */
const CONNECTIONS = 2;

/** Opens what sends reminders, on connections of its own; it sends when it is told to. */
export async function openReminderSender({ place, url, folder, clock, logger, sender = new FileDrop(folder) }: ReminderSenderOptions): Promise<ReminderSender & { readonly parts: ReminderClockOptions }> {
  const database: Database = await openDatabase(schedulingSchema, { ...place, poolSize: CONNECTIONS });
  const worker = new Worker(place);
  const parts: ReminderClockOptions = {
    place, database, clock, logger, sender,
    graph: new GatewayGraph({ url, publicUrl: url, tokenFor: (practiceId) => tokenOf(worker, place, practiceId) }),
    practiceName: async (practiceId) => (await findPracticeName(worker, practiceId)) ?? 'Your clinic',
  };
  return {
    parts,
    send: () => sendReminders(parts),
    async stop() {
      await database.close();
      await worker.close();
    },
  };
}

/** Sends what is due, now and from now on, until it is stopped. */
export async function startReminderSender(options: ReminderSenderOptions): Promise<{ stop(): Promise<void> }> {
  const sender = await openReminderSender(options);
  const running = startReminderClock(sender.parts);
  return {
    async stop() {
      await running.stop();
      await sender.stop();
    },
  };
}

/** A token of the practice's service account for messages, which is made at first; one that the practice ended stays ended. */
async function tokenOf(worker: Worker, { secret }: DatabasePlace, practiceId: Id<'Practice'>): Promise<string> {
  const subject = `reminder-sender-${practiceId}`;
  await registerPerson(worker, { id: newId<'Person'>(), issuer: DEVELOPMENT_ISSUER_NAME, subject, name: 'Reminder sender', practiceId, roles: ['SERVICE'] });
  return issueToken(secret, { subject, practiceId, roles: ['SERVICE'] });
}
