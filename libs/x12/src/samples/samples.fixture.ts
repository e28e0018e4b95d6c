import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, concatBytes, unitsOf } from '../bytes/bytes';
import { generateAcknowledgement, generateClaimAcknowledgement, generateEligibilityRequest, generateEligibilityResponse, generateStatusRequest, generateStatusResponse } from '../generate/answers';
import { claimTransaction, generateClaim } from '../generate/claim';
import { interchangeOf, writePieces } from '../generate/envelope';
import { generateRemittance } from '../generate/remittance';
import type { OutgoingInterchange, OutgoingTransaction, WriteOptions } from '../write/write';

/** A file by its name. */
export interface SampleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const bytes = (interchange: OutgoingInterchange, options?: WriteOptions): Uint8Array => concatBytes([...writePieces(interchange, options)]);
const one = (transaction: OutgoingTransaction, options?: WriteOptions): Uint8Array => bytes(interchangeOf(transaction.guide, [transaction]), options);
const edited = (input: Uint8Array, edit: (units: string) => string): Uint8Array => bytesOf(edit(unitsOf(input)));

const byLine: WriteOptions = { delimiters: { element: '*', component: ':', repetition: '^', terminator: '\n' } };
const odd: WriteOptions = { delimiters: { element: '|', component: '!', repetition: '~', terminator: '\x1d' }, lineBreak: '\r\n' };

/** Files of our own making: every transaction, and the shapes that files from outside have. */
export const syntheticFiles: readonly SampleFile[] = [
  { name: 'synthetic-835.edi', bytes: one(generateRemittance({ seed: 1, claims: 40 })) },
  { name: 'synthetic-835-by-line.edi', bytes: one(generateRemittance({ seed: 2, claims: 25 }), byLine) },
  { name: 'synthetic-835-odd-delimiters.edi', bytes: one(generateRemittance({ seed: 3, claims: 25 }), odd) },
  { name: 'synthetic-835-bom-crlf-no-last-terminator.edi', bytes: edited(one(generateRemittance({ seed: 4, claims: 5 }), { lineBreak: '\r\n' }), (units) => `\xef\xbb\xbf${units.trimEnd().slice(0, -1)}`) },
  { name: 'synthetic-835-four-interchanges.edi', bytes: concatBytes([5, 6, 7, 8].map((seed) => one(generateRemittance({ seed, claims: 3 }), seed % 2 === 0 ? odd : byLine))) },
  { name: 'synthetic-835-without-lx.edi', bytes: edited(one(generateRemittance({ seed: 9, claims: 6 })), (units) => units.replace('LX*1~', '').replace(/SE\*(\d+)/, (_all, count: string) => `SE*${Number(count) - 1}`)) },
  { name: 'synthetic-835-4010.edi', bytes: edited(one(generateRemittance({ seed: 10, claims: 6 })), (units) => units.replace('*^*00501*', '*U*00401*').replace('005010X221A1', '004010X091A1')) },
  { name: 'synthetic-835-one-cent-off.edi', bytes: edited(one(generateRemittance({ seed: 11, claims: 10 })), (units) => units.replace(/(BPR\*I\*)([\d.]+)/, (_all, head: string, amount: string) => `${head}${((Math.round(Number(amount) * 100) + 1) / 100).toFixed(2)}`)) },
  { name: 'synthetic-837p.edi', bytes: one(claimTransaction(Array.from({ length: 30 }, (_, nth) => generateClaim({ seed: nth + 1 })))) },
  { name: 'synthetic-837p-lost-padding.edi', bytes: edited(one(claimTransaction([generateClaim({ seed: 77 })])), (units) => units.replace(/ +\*/g, '*')) },
  { name: 'synthetic-270.edi', bytes: one(generateEligibilityRequest(1), odd) },
  { name: 'synthetic-271.edi', bytes: one(generateEligibilityResponse(1)) },
  { name: 'synthetic-276.edi', bytes: one(generateStatusRequest(1)) },
  { name: 'synthetic-277.edi', bytes: one(generateStatusResponse(1)) },
  { name: 'synthetic-277ca.edi', bytes: one(generateClaimAcknowledgement(1)) },
  { name: 'synthetic-999.edi', bytes: one(generateAcknowledgement(1)) },
  { name: 'synthetic-ta1.edi', bytes: bytes({ ...interchangeOf(generateAcknowledgement(1).guide, []), groups: [], answers: [{ controlNumber: '000000001', date: '260401', time: '1200', status: 'R', note: '025' }] }) },
];

/** Real files: those of the folder `x12` in the folder that SPINDLE_SAMPLE_FILES names; none where it is not set. */
export function foundFiles(): SampleFile[] {
  const folder = join(process.env['SPINDLE_SAMPLE_FILES'] ?? '', 'x12');
  if (process.env['SPINDLE_SAMPLE_FILES'] === undefined || !existsSync(folder)) return [];
  return readdirSync(folder).sort().map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
}

/** Counts segments as grep would: an identifier behind a separator of segments or at the start of a line, followed by the file's element separator. */
export function grepCount(file: Uint8Array, id: string): number {
  const text = unitsOf(file);
  const starts = Array.from(text.matchAll(/ISA([^A-Za-z0-9])[0-9 ]{2}\1/g), (match) => match.index);
  return starts.reduce((total, start, nth) => total + countIn(text.slice(start, starts[nth + 1]), id), 0);
}

function countIn(interchange: string, id: string): number {
  const separator = interchange.charAt(3);
  const ends = interchange.charAt(105) === separator ? '~' : interchange.slice(0, 120).split(separator)[16]?.charAt(1) ?? '~';
  return interchange.split(ends).filter((piece) => piece.trimStart().startsWith(`${id}${separator}`)).length;
}
