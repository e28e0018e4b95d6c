import { practicesAsWorker, startRepeating, systemViewer, type Database, type DatabasePlace } from '@spindle/database';
import { PRACTICES_TO_REMIND } from './reminder.repository';
import { ReminderSending, type SendingParts } from './reminder-sending.service';

/** Milliseconds between two looks at what is due. */
const LOOK_EVERY_MS = 15_000;

export interface ReminderClockOptions extends SendingParts {
  readonly place: DatabasePlace;
  readonly database: Database;
}

/** Sends every practice's reminders that are due; the schema's worker finds the practices. Answers how many were dealt with. */
export async function sendReminders({ place, database, ...parts }: ReminderClockOptions): Promise<number> {
  let done = 0;
  for (const practiceId of await practicesAsWorker(place, { schema: 'scheduling', text: PRACTICES_TO_REMIND, values: [parts.clock.now()] })) {
    const session = database.session(systemViewer(practiceId));
    done += await new ReminderSending(session, parts).run().finally(() => session.end());
  }
  return done;
}

/** Looks every quarter of a minute what is due, from now on until it is stopped. */
export function startReminderClock(options: ReminderClockOptions): { stop(): Promise<void> } {
  return startRepeating(() => sendReminders(options), { everyMs: LOOK_EVERY_MS, onFailure: (cause) => options.logger.error('reminders were not sent', { cause }) });
}
