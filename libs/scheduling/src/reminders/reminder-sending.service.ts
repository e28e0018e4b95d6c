import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { PracticeSession, Transaction } from '@spindle/database';
import type { Logger } from '@spindle/subgraph';
import type { MessageSender } from './file-drop.service';
import { placeOf, recipientOf, refusalOf, textOf, type VisitToTell } from './message';
import { ReminderRepository, type DueReminder } from './reminder.repository';
import { ReminderWriter } from './reminder.writer';
import type { VisitGraph } from './visit-graph.service';

export interface SendingParts {
  readonly clock: Clock;
  readonly graph: VisitGraph;
  readonly sender: MessageSender;
  readonly logger: Logger;
  /** The practice as patients know it. */
  readonly practiceName: (practiceId: Id<'Practice'>) => Promise<string>;
}

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MINUTES = 60;
/** Failures after which a reminder is given up. */
const MOST_ATTEMPTS = 12;

/**
 * Sends a practice's reminders that are due, one after the other. A reminder's row stays locked while it is sent, so that
 * no other sender takes it, and is free at once when this one is killed; the next finds by the message's id whether it
 * went out already.
 */
export class ReminderSending {
  constructor(readonly session: PracticeSession, readonly parts: SendingParts) {}

  /** Answers how many reminders were dealt with, sent or not. */
  async run(): Promise<number> {
    let done = 0;
    while ((await this.session.transaction((transaction) => this.#next(transaction))).ok) done += 1;
    return done;
  }

  async #next(transaction: Transaction): Promise<Result<null, 'NONE'>> {
    const { practiceId } = this.session.viewer;
    const now = this.parts.clock.now();
    const reminder = await new ReminderRepository(transaction.sql, practiceId).findDueForChange(now);
    if (!reminder) return err('NONE');
    const writer = new ReminderWriter(transaction.sql, practiceId);
    try {
      await writer.end(reminder.id, await this.#send(transaction, reminder, now), now);
    } catch (cause) {
      this.parts.logger.warn('a reminder was not sent', { reminderId: reminder.id, attempts: reminder.attempts + 1, cause });
      await (reminder.attempts + 1 >= MOST_ATTEMPTS ? writer.end(reminder.id, 'GAVE_UP', now) : writer.postpone(reminder.id, new Date(now.getTime() + Math.min(2 ** reminder.attempts, LONGEST_WAIT_MINUTES) * MINUTE_MS)));
    }
    return ok(null);
  }

  /** Null when it went out, now or before; else why not. */
  async #send({ audit }: Transaction, reminder: DueReminder, now: Date): Promise<ReturnType<typeof refusalOf>> {
    const { graph, sender } = this.parts;
    const { practiceId } = this.session.viewer;
    if (await sender.has(reminder.id)) return null;
    const visit = await graph.find(practiceId, reminder.appointmentId);
    audit.changed(visit?.patient?.id ?? null, 'SCHEDULE', 'CONTACT');
    const refusal = refusalOf(visit, now);
    if (refusal === null && visit) await this.#compose(visit, reminder);
    return refusal;
  }

  async #compose(visit: VisitToTell, { id, appointmentId, template }: DueReminder): Promise<void> {
    const { graph, sender, practiceName } = this.parts;
    const { practiceId } = this.session.viewer;
    const recipient = recipientOf(visit);
    if (!recipient) throw new Error('A visit without an address was to be told.');
    const { name, ...to } = recipient;
    const details = { name, practice: await practiceName(practiceId), localStart: visit.localStart, place: placeOf(visit), link: await graph.makeLink(practiceId, appointmentId), telephone: visit.location?.telephone ?? null };
    await sender.send({ id, template, ...to, text: textOf(template, to.language, details) });
  }
}
