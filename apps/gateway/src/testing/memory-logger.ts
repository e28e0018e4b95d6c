import type { LogFacts, Logger } from '@spindle/subgraph';

export interface LogLine { readonly level: string; readonly event: string; readonly facts: LogFacts }

/** Keeps what is logged. */
export function memoryLogger(lines: LogLine[]): Logger {
  const log = (level: string) => (event: string, facts: LogFacts = {}) => { lines.push({ level, event, facts }); };
  return { info: log('info'), warn: log('warn'), error: log('error') };
}
