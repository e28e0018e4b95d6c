import fc from 'fast-check';
import { bytesOf, unitsOf } from '../bytes/bytes';
import type { Segment, TokenEvent } from './segment';
import { serialise } from './serialise';
import { tokens, tokensSync } from './tokens';
import { LONGEST_SEGMENT } from './tokenizer';

const isa = (tail = '*00501*000000001*0*T*:') => `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260401*1200*^${tail}`;
const body = ['GS*HP*S*R*20260401*1200*1*X*005010X221A1', 'ST*835*0001', 'BPR*I*0*C*NON', 'SE*3*0001', 'GE*1*1', 'IEA*1*000000001'];
const file = (terminator: string, between = '') => [isa(), ...body].map((segment) => segment + terminator).join(between);

const read = (units: string): TokenEvent[] => [...tokensSync(bytesOf(units))];
const segments = (events: readonly TokenEvent[]): Segment[] => events.filter((event) => event.kind === 'segment');
const ids = (events: readonly TokenEvent[]): string => segments(events).map((segment) => segment.id).join(' ');
const codes = (events: readonly TokenEvent[]): string[] => events.flatMap((event) => (event.kind === 'finding' ? [event.finding.code] : []));
const whole = 'ISA GS ST BPR SE GE IEA';

describe('tokenizer', () => {
  it.each([
    ['tilde', file('~')], ['tilde and LF', file('~', '\n')], ['tilde and CRLF', file('~', '\r\n')],
    ['LF', file('\n')], ['CRLF', file('\r\n')], ['CR', file('\r')], ['0x1D', file('\x1d')],
    ['indentation and blank lines', file('~', '\n\n   \t ')], ['a byte order mark', `\xef\xbb\xbf${file('~')}`],
    ['a missing last terminator', file('~').slice(0, -1)], ['trailing blanks', `${file('~')}\r\n\r\n  `],
    ['lost ISA padding', file('~').replace(/ +\*/g, '*')], ['a separator in ISA06', file('~').replace('SENDER ', 'SEN*ER ')],
    ['tabs as element separator', file('~').replaceAll('*', '\t')],
    ['a line break inside segments', file('~').replace('BPR*I', 'BPR\n*I').replace('SE*3', 'S\r\nE*3')],
  ])('reads a file with %s and gives its bytes back', (_name, units) => {
    const events = read(units);
    expect(ids(events)).toBe(whole);
    expect(unitsOf(serialise(events))).toBe(units);
  });

  it('reads ISA16 that is missing and still knows the terminator', () => {
    const units = [isa('*00501*000000001*0*T*'), ...body].map((segment) => `${segment}~`).join('\n');
    expect(ids(read(units))).toBe(whole);
    expect(codes(read(units))).toEqual(['ISA16_MISSING']);
    expect(unitsOf(serialise(read(units)))).toBe(units);
  });

  it('says where position and count disagree', () => {
    expect(codes(read(file('~').replace(/ +\*/g, '*')))).toEqual(['ISA_NOT_FIXED_WIDTH']);
    expect(codes(read(file('~').replace('SENDER ', 'SEN*ER ')))).toEqual(['ISA_SEPARATOR_IN_DATA']);
    expect(codes(read(file('~')))).toEqual([]);
  });

  it('reads several interchanges, each with its own delimiters, and the bytes between', () => {
    const units = `before ${file('~')}\n--\n${file('\n').replaceAll('*', '|').replaceAll(':', '>')}after`;
    const events = read(units);
    expect(ids(events)).toBe(`${whole} ${whole}`);
    expect(new Set(segments(events).map((segment) => segment.delimiters.element))).toEqual(new Set(['*', '|']));
    expect(codes(events)).toEqual(['UNREAD_BYTES', 'UNREAD_BYTES', 'UNREAD_BYTES']);
    expect(unitsOf(serialise(events))).toBe(units);
  });

  it('finds the next interchange behind one that was cut in the middle of a segment', () => {
    const units = `${file('~').slice(0, 130)}${file('\n')}`;
    expect(ids(read(units))).toBe(`ISA GS ${whole}`);
    expect(unitsOf(serialise(read(units)))).toBe(units);
  });

  it('gives each segment its ordinal and byte offset', () => {
    const units = file('~', '\r\n');
    for (const segment of segments(read(units))) {
      expect(units.slice(segment.offset, segment.offset + segment.id.length)).toBe(segment.id);
    }
    expect(segments(read(units)).map((segment) => segment.index)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it.each([
    ['an element of a million characters', `${isa()}~GS*${'x'.repeat(1_000_000)}*2~IEA*1*000000001~`],
    ['a segment longer than a mebibyte', `${isa()}~GS*${'x*'.repeat(LONGEST_SEGMENT)}~IEA*1*000000001~`],
    ['a segment that never ends', `${isa()}~GS*${'x'.repeat(3 * LONGEST_SEGMENT)}`],
    ['a terminator exactly where a part ends', `${isa()}~${'GS*'.padEnd(65_536 * 17, 'y')}~IEA*1*000000001~`],
  ])('passes %s on in parts', (_name, units) => {
    const events = read(units);
    const parts = segments(events).filter((segment) => segment.part !== 'whole');
    expect(parts[0]?.part).toBe('first');
    expect(parts.at(-1)?.part).toBe('last');
    expect(new Set(parts.map((part) => part.index))).toEqual(new Set([2]));
    expect(Math.max(...events.map((event) => (event.kind === 'segment' ? event.elements.join('*').length : 0)))).toBeLessThanOrEqual(65_536);
    expect(codes(events)).toEqual(['SEGMENT_TOO_LONG']);
    expect(unitsOf(serialise(events)) === units).toBe(true);
  });

  it.each([
    ['nothing', ''], ['text', 'Hello, this is no X12 file. ISA'], ['a PDF', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj'], ['zeros', '\0'.repeat(200_000)],
    ['ISA at every step', 'ISA*'.repeat(50_000)], ['blank lines without end', `${isa()}~${'\n'.repeat(200_000)}GS*1~`],
    ['an ISA whose delimiters collide', `${file('*')}`], ['an ISA cut at the component', isa().slice(0, 105)],
  ])('reads %s without throwing and gives the bytes back', (_name, units) => {
    expect(unitsOf(serialise(read(units))) === units).toBe(true);
  });

  it('names delimiters that collide and reads on', () => {
    const events = read(file('~').replace('*T*:', '*T*~'));
    expect(codes(events)).toEqual(['DELIMITERS_COLLIDE']);
    expect(ids(events)).toBe(whole);
  });

  it('takes backpressure: the source is asked only when the events before are taken', async () => {
    let asked = 0;
    const source = (async function* () {
      for (let n = 0; n < 50; n += 1) {
        asked += 1;
        yield bytesOf(file('~').repeat(100));
      }
    })();
    const events = tokens(source);
    await events.next();
    expect(asked).toBe(1);
    await events.return(undefined);
  });
});

const delimiter = fc.constantFrom(...'*|!+\x1c\x1f:><^~\n\x1d\\;');
const messy = fc.record({
  set: fc.uniqueArray(delimiter, { minLength: 4, maxLength: 4 }), between: fc.constantFrom('', '\n', '\r\n', '  ', '\n\n'),
  values: fc.array(fc.array(fc.string({ unit: fc.constantFrom('A', 'ISA', 'I', ' ', '9', '\xe9', '\xc3', '*', '~', '\n', '\r', '') , maxLength: 12 }), { minLength: 1, maxLength: 8 }), { maxLength: 30 }),
  tail: fc.constantFrom('', 'x', '\n', 'ISA', 'ISA*00*'),
});

describe('byte fidelity', () => {
  it('holds for random delimiters and content, whatever the chunks', () => {
    fc.assert(fc.property(messy, fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 }), ({ set, between, values, tail }, sizes) => {
      const [element = '*', component = ':', repetition = '^', terminator = '~'] = set;
      const header = isa().replaceAll('^', repetition).replaceAll('*', element).replace(/:$/, component);
      const units = `${between}${[header, ...values.map((line) => line.join(element))].map((line) => line + terminator).join(between)}${tail}`;
      const bytes = bytesOf(units.repeat(3));
      const chunked = [...tokensSync(chunksOf(bytes, sizes))];
      expect(serialise(chunked)).toEqual(bytes);
      expect(chunked).toEqual([...tokensSync(bytes)]);
    }), { numRuns: 400, seed: 12 });
  });

  it('holds for random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
      expect(serialise(tokensSync(bytes))).toEqual(bytes);
    }), { numRuns: 500, seed: 12 });
  });

  it('is the same for a long segment in any chunks', () => {
    const bytes = bytesOf(`${isa()}~GS*${'x*y'.repeat(700_000)}~${isa()}~ST*${'z'.repeat(100_000)}~IEA~`);
    const reference = [...tokensSync(bytes)];
    for (const size of [7, 65_536, 100_001, 1_300_000]) expect(compact([...tokensSync(chunksOf(bytes, [size]))])).toEqual(compact(reference));
  });
});

const compact = (events: readonly TokenEvent[]): unknown[] => events.map((event) => (event.kind === 'segment' ? [event.id, event.part, event.offset, event.index, event.elements.length, event.end] : event));

function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, nth = 0; at < bytes.length; nth += 1) {
    const size = sizes[nth % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
