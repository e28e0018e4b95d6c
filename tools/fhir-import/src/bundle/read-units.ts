import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { isElement, type Element } from './element';
import { entriesOf, junk, type Entry } from './entry';
import type { SourceFile } from './find-files';

/** What is worked on at a time: the entries of one bundle, or a stretch of lines. */
export type Unit = readonly Entry[];

/** A file that holds no FHIR resources. The message is one sentence for the user: it names the file and quotes none of its content. */
export class NotFhirError extends Error {
  constructor(path: string, flaw: string) {
    super(`${basename(path)}: ${flaw}.`);
  }
}

/** Lines of a file of one resource per line (NDJSON) that are worked on together. */
const LINES_TOGETHER = 2_000;
/** The largest file that is read as one JSON text; a file of one resource per line may be of any size. */
export const LARGEST_JSON_BYTES = 256 * 1024 * 1024;
const BEGINNING_BYTES = 64 * 1024;

const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, 'it is empty'],
  [/^\s*</, 'it is XML or HTML, and only the JSON form of FHIR is read'],
  [/^(PK\u0003\u0004|\u001f\ufffd|7z\ufffd|Rar!)/, 'it is compressed: unpack it first'],
  [/^\s*[^\s{[]/, 'it is not JSON, so it is not a FHIR bundle'],
];

/** Reads a file unit by unit. Throws `NotFhirError` for a file that is something else. */
export async function* readUnits({ path, bytes }: SourceFile): AsyncGenerator<Unit> {
  const beginning = decode(await readBeginning(path));
  const form = FORMS.find(([pattern]) => pattern.test(beginning));
  if (form) throw new NotFhirError(path, form[1]);
  if (/\.(ndjson|jsonl)$/i.test(path) || isOneResourcePerLine(beginning, bytes)) return yield* readLines(path);
  if (bytes > LARGEST_JSON_BYTES) throw new NotFhirError(path, `it is larger than ${LARGEST_JSON_BYTES / 1024 / 1024} MB: split it, or give one resource per line (NDJSON)`);
  yield toEntries(parseJson(decode(await readFile(path).catch(refuseUnreadable(path))), path), path);
}

async function readBeginning(path: string): Promise<Buffer> {
  const file = await open(path).catch(refuseUnreadable(path));
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function refuseUnreadable(path: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    throw new NotFhirError(path, `it cannot be opened (${error.code ?? 'unknown cause'})`);
  };
}

/** UTF-8 or UTF-16 by its byte order mark, which is taken off. */
function decode(content: Buffer): string {
  const isWide = content[0] === 0xff && content[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(content);
}

/** A first line that is a JSON object by itself, with another behind it. */
function isOneResourcePerLine(beginning: string, bytes: number): boolean {
  const end = beginning.indexOf('\n');
  if (end === -1) return false;
  const first = tryParse(beginning.slice(0, end));
  const rest = beginning.slice(end + 1).trimStart();
  return isElement(first) && (rest.startsWith('{') || (rest === '' && bytes > BEGINNING_BYTES));
}

async function* readLines(path: string): AsyncGenerator<Unit> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  let unit: Entry[] = [];
  let hasResources = false;
  for await (const line of lines) {
    const text = line.replace(/^\ufeff/, '');
    if (text.trim() === '') continue;
    const resource = tryParse(text);
    unit.push(...(isElement(resource) ? entriesOf(resource) : [junk('a line that is not a JSON object')]));
    hasResources ||= unit.some(({ refusal }) => refusal === null);
    if (unit.length < LINES_TOGETHER) continue;
    yield unit;
    unit = [];
  }
  if (!hasResources) throw new NotFhirError(path, NO_RESOURCE_TYPE);
  yield unit;
}

const NO_RESOURCE_TYPE = 'it is JSON, but not FHIR: it has no resourceType';

function toEntries(json: unknown, path: string): Entry[] {
  const resources: readonly unknown[] = Array.isArray(json) ? json : [json];
  const entries = resources.flatMap((resource) => (isElement(resource) ? entriesOf(resource) : [junk('an entry that is no object')]));
  const isBundle = resources.some((resource) => isElement(resource) && resource['resourceType'] === 'Bundle');
  if (!isBundle && entries.every(({ refusal }) => refusal !== null)) throw new NotFhirError(path, NO_RESOURCE_TYPE);
  return entries;
}

function parseJson(text: string, path: string): Element | readonly unknown[] {
  try {
    return JSON.parse(text) as Element;
  } catch (error) {
    const line = /line (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw new NotFhirError(path, line ? `it is not valid JSON (see line ${line})` : 'it is not valid JSON, perhaps cut off');
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
