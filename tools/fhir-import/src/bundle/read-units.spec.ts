import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UNKNOWN_TYPE, type Entry } from './entry';
import { findFiles } from './find-files';
import { readUnits } from './read-units';

const folder = mkdtempSync(join(tmpdir(), 'spindle-units-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Buffer, name = 'file.json', bytes = Buffer.byteLength(content)): Promise<Entry[]> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const entries: Entry[] = [];
  for await (const unit of readUnits({ path, bytes })) entries.push(...unit);
  return entries;
}
const found = async (content: string | Buffer, name?: string) => (await read(content, name)).map(({ type, refusal, resource }) => [type, resource['id'], refusal]);
const json = JSON.stringify;
const person = { resourceType: 'Patient', id: '1' };

describe('a file', () => {
  it.each([
    ['a transaction', json({ resourceType: 'Bundle', type: 'transaction', entry: [{ resource: person, request: { method: 'PUT' } }] })],
    ['a search set', json({ resourceType: 'Bundle', type: 'searchset', total: 9, entry: [{ fullUrl: 'http://x/Patient/1', resource: person, search: { mode: 'match' } }] })],
    ['a single resource', json(person)],
    ['a list of resources', json([person])],
    ['a bundle in a bundle', json({ resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Bundle', entry: [{ resource: person }] } }] })],
    ['with a byte order mark', `\ufeff${json(person)}`],
    ['in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(json(person), 'utf16le')])],
    ['written over many lines', JSON.stringify(person, null, 2).replaceAll('\n', '\r\n')],
  ])('that is %s is read', async (_form, content) => {
    expect(await found(content)).toEqual([['Patient', '1', null]]);
  });

  it('of one resource per line is read line by line, broken lines told apart', async () => {
    expect(await found(`${json(person)}\n\n{"resourceType":"Pat\n${json({ ...person, id: '2' })}`)).toEqual([['Patient', '1', null], [UNKNOWN_TYPE, undefined, 'a line that is not a JSON object'], ['Patient', '2', null]]);
    expect(await found(`${json(person)}\n`, 'one.ndjson')).toEqual([['Patient', '1', null]]);
  });

  it('that is an empty bundle holds nothing', async () => {
    expect(await found('{"resourceType":"Bundle","type":"collection"}')).toEqual([]);
  });

  it.each([
    ['', 'it is empty'], [' \n', 'it is empty'], ['<Patient xmlns="http://hl7.org/fhir"/>', 'it is XML'], [gzipSync('{}'), 'it is compressed'], ['ISA*00*', 'it is not JSON'],
    ['{"a":1}', 'it has no resourceType'], ['[1,2]', 'it has no resourceType'], ['{"resourceType":"Bundle"', 'it is not valid JSON'], ['{"name":"Secret", nonsense}', 'it is not valid JSON'],
    ['{"resourceType":5}', 'it has no resourceType'], ['[]', 'it has no resourceType'],
  ])('that is not FHIR gets one sentence that quotes nothing of it: %j', async (content, sentence) => {
    const message = await read(content).then(() => '', (error: Error) => error.message);
    expect(message).toMatch(/^file\.json: [^.]*\.$/);
    expect(message).toContain(sentence);
    expect(message).not.toContain('Secret');
  });
});

it('takes one JSON text up to a size, and one resource per line of any size', async () => {
  await expect(read(json(person), 'huge.json', 300_000_000)).rejects.toThrow('huge.json: it is larger than 256 MB: split it, or give one resource per line (NDJSON).');
  expect(await read(`${json(person)}\n${json(person)}`, 'huge.json', 300_000_000)).toHaveLength(2);
});

it('says of each entry that is left out why', async () => {
  const entry = [5, {}, { resource: [] }, { resource: { id: 'x' } }, { resource: { resourceType: 'patient <b>' } }, { request: { method: 'DELETE', url: 'Patient/1' } }, { resource: person, request: { method: 'PATCH' } }, { resource: person }, { resource: person }];
  expect((await found(json({ resourceType: 'Bundle', entry }))).map(([, , refusal]) => refusal)).toEqual([
    'an entry that is no object', 'an entry without a resource', 'an entry without a resource', 'no FHIR resource type', 'no FHIR resource type', 'its bundle asks to delete it',
    'its bundle holds a patch, not the resource', null, 'the bundle holds it twice',
  ]);
});

it('finds the files of a folder by name, hidden ones left out', async () => {
  writeFileSync(join(folder, '.hidden'), '');
  const { files, problems } = await findFiles([folder, join(folder, 'absent')]);
  expect(files.map(({ path }) => path.replace(folder, ''))).toEqual(['/file.json', '/huge.json', '/one.ndjson']);
  expect(problems).toEqual([`${join(folder, 'absent')}: there is no such file or folder.`]);
});
