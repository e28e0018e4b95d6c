import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { namesRecord, type Element } from '@spindle/fhir';
import type { SourceFile } from '../bundle/find-files';
import { LARGEST_JSON_BYTES } from '../bundle/read-units';
import { isRecord } from './record-bundle';

/** More than the name of a record's profile is long, in which it may be cut by the end of a chunk. */
const OVERLAP = 200;

/** The record that a file holds; null for a file that holds something else, which is then read as any other FHIR. */
export async function recordIn(file: SourceFile): Promise<Element | null> {
  if (file.bytes > LARGEST_JSON_BYTES || !(await namesOne(file))) return null;
  try {
    const json: unknown = JSON.parse((await readFile(file.path, 'utf8')).replace(/^\ufeff/, ''));
    return isRecord(json) ? json : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError || (error as NodeJS.ErrnoException).code !== undefined) return null;
    throw error;
  }
}

/** Whether the name of a record's profile stands anywhere in a file. One that cannot be opened is told of where it is read. */
async function namesOne({ path }: SourceFile): Promise<boolean> {
  let end = '';
  try {
    for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
      if (namesRecord(end + chunk)) return true;
      end = chunk.slice(-OVERLAP);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
  return false;
}
