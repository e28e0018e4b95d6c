import { guides } from '../guide/guides';
import type { Guide, LoopDefinition } from '../guide/definition';
import { sourceOf } from '../loops/loop-reader';
import { readEventsSync } from '../read/document-reader';
import type { ReadEvent } from '../read/events';
import { serialise } from '../tokenizer/serialise';
import { tokensSync } from '../tokenizer/tokens';
import { readRemittancesSync } from '../x835/remittance-reader';
import { foundFiles, grepCount, syntheticFiles, type SampleFile } from './samples.fixture';

const files = [...syntheticFiles, ...foundFiles()];
const counted = ['CLP', 'SVC', 'CAS', 'CLM', 'EB', 'STC', 'AAA'] as const;

function loopById(loop: LoopDefinition, id: string): LoopDefinition | undefined {
  if (loop.id === id) return loop;
  for (const part of Object.values(loop.parts)) {
    const found = part.part === 'loop' ? loopById(part, id) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

type Tally = Map<string, number>;

function tally(into: Tally, loop: LoopDefinition, model: Readonly<Record<string, unknown>>): void {
  const add = (id: string): void => void into.set(id, (into.get(id) ?? 0) + 1);
  if (sourceOf(model) !== undefined) add(loop.head.id);
  for (const [name, part] of Object.entries(loop.parts)) {
    const value = model[name];
    for (const item of value === undefined ? [] : Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : [value as Readonly<Record<string, unknown>>]) {
      if (part.part === 'loop') tally(into, part, item);
      else add(part.id);
    }
  }
}

function tallyEvent(into: Tally, event: ReadEvent): void {
  if (event.kind === 'header') tally(into, event.guide.root, { ...event.model, providerAdjustments: undefined });
  if (event.kind === 'part') into.set(event.name, (into.get(event.name) ?? 0) + 1);
  if (event.kind === 'loop') tally(into, loopById((event.guide as Guide).root, event.id) as LoopDefinition, event.model);
}

describe.each(files.map((file): [string, SampleFile] => [file.name, file]))('%s', (_name, { bytes }) => {
  it('comes back byte for byte', () => {
    expect(Buffer.from(serialise(tokensSync(bytes))).equals(Buffer.from(bytes))).toBe(true);
  });

  it('has every segment that a plain split counts, in tokens and in models', () => {
    const tokens: Tally = new Map();
    for (const event of tokensSync(bytes)) if (event.kind === 'segment') tokens.set(event.id, (tokens.get(event.id) ?? 0) + 1);
    const models: Tally = new Map();
    for (const event of readEventsSync(bytes)) tallyEvent(models, event);
    const wanted = Object.fromEntries(counted.map((id) => [id, grepCount(bytes, id)]));
    expect(Object.fromEntries(counted.map((id) => [id, tokens.get(id) ?? 0]))).toEqual(wanted);
    expect(Object.fromEntries(counted.map((id) => [id, models.get(id) ?? 0]))).toEqual(wanted);
  });

  it('has no bytes unread but blanks and a byte order mark', () => {
    const unread = [...tokensSync(bytes)].map((event) => (event.kind === 'unread' ? event.units : '')).join('');
    expect(unread.replace('\xef\xbb\xbf', '').trim()).toBe('');
  });
});

/** Verdicts of files that are known by name, with the reason; `cents` lists the differences of B1 to B4 in the order of the file. */
const verdicts: Readonly<Record<string, { readonly balanced: readonly boolean[]; readonly cents: readonly bigint[] }>> = {
  // Line charge less adjustment is one cent, which the line says was paid and the claim does not: B2 and B3 are one cent apart, B1 and B4 hold.
  '835-two-transactions-one-cent-off.txt': { balanced: [false, true], cents: [1n, 1n] },
  // The line was adjusted by ten dollars and paid at twenty less than charged: B1 and B2 lack ten dollars, the payment itself agrees with the claim (B3, B4).
  '835-ten-dollars-off.edi': { balanced: [false], cents: [1_000n, 1_000n] },
  '835-emedny.txt': { balanced: [true], cents: [] },
  '835-uhc-legacy.txt': { balanced: [true], cents: [] },
  '835-managed-care.835': { balanced: [true], cents: [] },
  '835-lines-without-delimiters.edi': { balanced: [true], cents: [] },
  // The same interchange 156 times: every one balances; from the second on the trace is a duplicate (B8), which is no matter of cents.
  '835-156-interchanges.edi': { balanced: Array.from({ length: 156 }, () => true), cents: [] },
  'synthetic-835.edi': { balanced: [true], cents: [] },
  'synthetic-835-by-line.edi': { balanced: [true], cents: [] },
  'synthetic-835-odd-delimiters.edi': { balanced: [true], cents: [] },
  'synthetic-835-bom-crlf-no-last-terminator.edi': { balanced: [true], cents: [] },
  'synthetic-835-four-interchanges.edi': { balanced: [true, true, true, true], cents: [] },
  'synthetic-835-without-lx.edi': { balanced: [true], cents: [] },
  'synthetic-835-4010.edi': { balanced: [true], cents: [] },
  // BPR02 was raised by one cent: B4 alone.
  'synthetic-835-one-cent-off.edi': { balanced: [false], cents: [-1n] },
};

describe.each(files.filter((file) => file.name in verdicts).map((file): [string, SampleFile] => [file.name, file]))('balance of %s', (name, { bytes }) => {
  it('is as explained', () => {
    const balanced: boolean[] = [];
    const cents: bigint[] = [];
    for (const event of readRemittancesSync(bytes)) {
      if (event.kind === 'claim') cents.push(...event.verdict.findings.filter((finding) => finding.severity === 'error').map((finding) => finding.difference));
      if (event.kind !== 'verdict') continue;
      balanced.push(event.verdict.balanced);
      cents.push(...event.verdict.findings.filter((finding) => finding.rule === 'B4').map((finding) => finding.difference));
    }
    expect({ balanced, cents }).toEqual(verdicts[name]);
  });
});

describe('guides', () => {
  it('each have a synthetic file', () => {
    const read = new Set(syntheticFiles.flatMap((file) => [...readEventsSync(file.bytes)].flatMap((event) => (event.kind === 'transaction' && event.guide !== undefined ? [event.guide.version + event.guide.transaction] : []))));
    expect(read).toEqual(new Set(guides.map((guide) => guide.version + guide.transaction)));
  });

  it.each(syntheticFiles.map((file): [string, SampleFile] => [file.name, file]))('read %s without an unexpected segment', (_name, { bytes }) => {
    const odd = [...readEventsSync(bytes)].flatMap((event) => (event.kind === 'finding' && event.finding.severity === 'error' ? [event.finding.message] : []));
    expect(odd).toEqual([]);
  });
});
