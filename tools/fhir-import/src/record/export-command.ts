import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseId, type Id } from '@spindle/kernel';

export const EXPORT_USAGE = 'Usage: npm run export -- --patient <id> --to <file> [--gateway http://localhost:4000], with the token of a service account in SPINDLE_TOKEN (npm run token -- --role service)';

/** What was typed. */
export interface ExportCommand {
  readonly patientId: Id<'Patient'>;
  readonly to: string;
  readonly gateway: string;
}

/** Reads the command line; a sentence where it cannot be understood. A relative path starts at `folder`. */
export function readExportCommand(words: readonly string[], folder: string): ExportCommand | string {
  try {
    const { values } = parseArgs({ args: [...words], options: { patient: { type: 'string' }, to: { type: 'string' }, gateway: { type: 'string', default: 'http://localhost:4000' } } });
    const patientId = parseId<'Patient'>(values.patient ?? '');
    if (!patientId) return `Name a patient by the id. ${EXPORT_USAGE}`;
    if (values.to === undefined) return `Name the file to write. ${EXPORT_USAGE}`;
    if (!URL.canParse(values.gateway)) return `The gateway is no address. ${EXPORT_USAGE}`;
    return { patientId, to: resolve(folder, values.to), gateway: values.gateway };
  } catch (error) {
    return `${error instanceof Error ? (error.message.split(/\. To specify/)[0] ?? '') : ''}. ${EXPORT_USAGE}`;
  }
}
