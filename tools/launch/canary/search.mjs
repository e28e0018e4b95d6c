// Looks for the canaries in what a test run wrote: names, numbers and words of the tests' patients.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is looked for: values that the test data put into patients' records, and nothing else. */
export const CANARIES = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'values.json'), 'utf8'));

/** How many files and bytes there were, and where a canary stands in them: "file:line holds value". */
export function searchTraces(folder, values = CANARIES) {
  const files = readdirSync(folder).sort();
  let bytes = 0;
  const hits = [];
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    bytes += Buffer.byteLength(text);
    const found = values.filter((value) => text.includes(value));
    if (found.length === 0) continue;
    for (const [index, line] of text.split('\n').entries()) {
      for (const value of found) if (line.includes(value)) hits.push(`${file}:${index + 1} holds "${value}": ${line.slice(0, 60)}…`);
    }
  }
  return { files: files.length, bytes, hits };
}

/** Says what was found; true when nothing was. */
export function reportTraces(folder, write = (text) => process.stdout.write(text)) {
  const { files, bytes, hits } = searchTraces(folder);
  write(`canary: ${files} files, ${bytes} bytes, ${CANARIES.length} values, ${hits.length} hits\n`);
  for (const hit of hits.slice(0, 20)) write(`  ${hit}\n`);
  return hits.length === 0;
}
