import { writeFile } from 'node:fs/promises';
import { readExportCommand, EXPORT_USAGE, type ExportCommand } from './record/export-command';
import { exportRecord } from './record/export-record';

// npm run export: writes one patient's whole record, as the gateway gives it to a service account, into a file that nobody else may read.

async function runExport({ patientId, to, gateway }: ExportCommand, token: string): Promise<number> {
  const record = await exportRecord({ gateway, token, patientId, now: new Date() });
  if (!record.ok) {
    process.stderr.write(`${record.error.kind}: ${record.error.message}\n`);
    return 1;
  }
  await writeFile(to, `${JSON.stringify(record.value, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
  process.stderr.write(`Written: ${record.value.entry.length} resources.\n`);
  return 0;
}

async function main(words: readonly string[]): Promise<number> {
  const command = readExportCommand(words, process.env['INIT_CWD'] ?? process.cwd());
  const token = process.env['SPINDLE_TOKEN'] ?? '';
  if (typeof command !== 'string' && token !== '') return runExport(command, token);
  process.stderr.write(`${typeof command === 'string' ? command : `There is no token. ${EXPORT_USAGE}`}\n`);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  process.stderr.write(`The file cannot be written (${code ?? 'unknown cause'}).\n`);
  process.exitCode = 1;
}
