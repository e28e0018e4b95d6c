import { randomUUID } from 'node:crypto';
import { access, link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message } from './message';

/** Takes messages to where they are sent from. Any number may work side by side. */
export interface MessageSender {
  /** Whether a message of this id was taken before, by whomever. */
  has(messageId: string): Promise<boolean>;
  /** Takes a message; one of the same id, if there is one, stays as it is. */
  send(message: Message): Promise<void>;
}

/**
 * Puts each message into a folder as a file of its own, "<id>.json", for whatever sends it from there. A file appears
 * whole or not at all, and is never overwritten.
 */
export class FileDrop implements MessageSender {
  constructor(readonly folder: string) {}

  has(messageId: string): Promise<boolean> {
    return access(this.#fileOf(messageId)).then(() => true, () => false);
  }

  async send(message: Message): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = join(this.folder, `.${message.id}.${randomUUID()}`);
    await writeFile(draft, `${JSON.stringify(message, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    try {
      await link(draft, this.#fileOf(message.id));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    } finally {
      await rm(draft, { force: true });
    }
  }

  #fileOf(messageId: string): string {
    return join(this.folder, `${messageId}.json`);
  }
}
