import { channel } from 'node:diagnostics_channel';

/** Facts about what happened, one JSON line each. Never a document, a variable, a value from a row or a person's name. */
export interface Logger {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, facts?: LogFacts): void;
}

export type LogFacts = Readonly<Record<string, unknown>>;

/** What of an error may be logged: its class, its code, the constraint and where it was thrown; not its message, which can quote a row. */
function describeCause(cause: unknown): LogFacts {
  if (!(cause instanceof Error)) return { kind: typeof cause };
  const { code, constraint } = cause as { code?: unknown; constraint?: unknown };
  return { kind: cause.name, code, constraint, frames: framesOf(cause) };
}

/** The stack behind the message: a line of a message can look like a frame. */
function framesOf({ message, stack = '' }: Error): readonly string[] {
  const begin = stack.indexOf(message);
  if (begin === -1) return [];
  return stack.slice(begin + message.length).split('\n').filter((line) => line.startsWith('    at ')).slice(0, 6).map((line) => line.trim());
}

const written = channel('spindle:log');

/** Writes to standard error as JSON lines. Whoever subscribes to the diagnostics channel `spindle:log` gets each line too. */
export function jsonLogger(write: (line: string) => void = (line) => process.stderr.write(line)): Logger {
  const log = (level: string) => (event: string, facts: LogFacts = {}) => {
    const { cause, ...rest } = facts;
    const line = `${JSON.stringify({ time: new Date().toISOString(), level, event, ...rest, ...(cause === undefined ? {} : { cause: describeCause(cause) }) })}\n`;
    if (written.hasSubscribers) written.publish(line);
    write(line);
  };
  return { info: log('info'), warn: log('warn'), error: log('error') };
}
