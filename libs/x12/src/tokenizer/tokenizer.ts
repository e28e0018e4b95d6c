import { unitsOf } from '../bytes/bytes';
import type { Severity } from '../finding/finding';
import { quote } from '../finding/finding';
import { collisions, endsAtLineBreak, type Delimiters } from './delimiters';
import { HEADER_LOOKAHEAD, readIsaHeader, type IsaHeader } from './header';
import type { SegmentPart, TokenEvent } from './segment';

/** An element longer than this, in bytes, makes its segment come in parts of this size. */
export const LONGEST_ELEMENT = 65_536;
/** A segment longer than this, in bytes, comes in parts. */
export const LONGEST_SEGMENT = 1_048_576;

const SLICE = 65_536;
const LEAST_ADVANCE = 4_096;
/** Bytes turned into text at once: larger pieces outlive the collections of the young generation, and peak memory grows by tens of megabytes. */
const WORKING_BYTES = 8_192;
const HIGH = /[\x80-\xff]/;
const LINE_BREAK = /[\r\n]/g;
const BLANK = /^[\s\0\x1a]*$/;
const BOM = '\xef\xbb\xbf';

const ODDITY_WORDS: Readonly<Record<IsaHeader['oddities'][number], string>> = {
  ISA_NOT_FIXED_WIDTH: 'The ISA does not have its fixed width of 106 characters; its separators were found by counting.',
  ISA_SEPARATOR_IN_DATA: 'An element of the ISA holds the element separator; its elements were read by position.',
  ISA16_MISSING: 'ISA16 (component separator) is missing; ":" is assumed.',
  ISA_TERMINATOR_MISSING: 'The file ends before the segment terminator of the ISA.',
};

/**
 * Cuts bytes into segments, push by push. Any chunking of the same bytes gives the same events;
 * at most about 1 MiB is held back. It never throws on content.
 */
export class Tokenizer {
  private buffer = '';
  private base = 0;
  private cursor = 0;
  private readonly pending: string[] = [];
  private pendingLength = 0;
  private delimiters: Delimiters | undefined;
  private index = 0;
  private ascii = true;
  private nextIsa = -2;
  private nextBreak = -2;
  private nextElement = -2;
  private longId: string | undefined;
  private longStarted = false;
  private unreadFlagged = false;

  /** @param emit receives each event at once, in the order of the file. */
  constructor(private readonly emit: (event: TokenEvent) => void) {}

  /** Takes the next bytes. */
  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += WORKING_BYTES) {
      this.pending.push(unitsOf(bytes.subarray(at, at + WORKING_BYTES)));
      this.pendingLength += Math.min(WORKING_BYTES, bytes.length - at);
      if (this.pendingLength >= Math.max(LEAST_ADVANCE, (this.buffer.length - this.cursor) >> 1)) this.advance(false);
    }
  }

  /** Says that there are no more bytes: what is held back is passed on. */
  end(): void {
    this.advance(true);
  }

  private advance(final: boolean): void {
    this.base += this.cursor;
    this.buffer = this.buffer.slice(this.cursor) + this.pending.join('');
    this.pending.length = 0;
    this.pendingLength = 0;
    this.cursor = 0;
    this.nextIsa = -2;
    this.nextBreak = -2;
    this.nextElement = -2;
    this.ascii = !HIGH.test(this.buffer);
    while (this.step(final));
  }

  private step(final: boolean): boolean {
    if (this.delimiters === undefined) return this.outside(final);
    return this.longId === undefined ? this.inside(final, this.delimiters) : this.longPart(final, this.delimiters);
  }

  private outside(final: boolean): boolean {
    const found = this.headerBetween(this.cursor, this.buffer.length, final);
    const known = typeof found === 'number' ? found : (found?.at ?? Math.max(this.cursor, this.buffer.length - (final ? 0 : 2)));
    while (known - this.cursor >= SLICE) this.unread(this.cursor + SLICE);
    const header = typeof found === 'object';
    if ((header || final) && known > this.cursor) this.unread(known);
    if (header) this.open(found.header, known, '');
    return header;
  }

  private unread(to: number): void {
    const units = this.buffer.slice(this.cursor, to);
    const offset = this.base + this.cursor;
    this.cursor = to;
    const marked = offset === 0 && units.startsWith(BOM);
    if (marked) this.find('BYTE_ORDER_MARK', 'The file begins with a UTF-8 byte order mark.', { offset, severity: 'information' });
    if (!this.unreadFlagged && !BLANK.test(marked ? units.slice(BOM.length) : units)) {
      this.unreadFlagged = true;
      this.find('UNREAD_BYTES', `Bytes outside every interchange are not read: ${quote(units.trim())}.`, { offset });
    }
    this.emit({ kind: 'unread', units, offset });
  }

  private open(header: IsaHeader, at: number, lead: string): void {
    const { elements, delimiters, end } = header;
    this.delimiters = delimiters;
    this.nextElement = -2;
    this.unreadFlagged = false;
    this.index += 1;
    const offset = this.base + at;
    for (const oddity of header.oddities) this.find(oddity, ODDITY_WORDS[oddity], { offset, severity: 'warning', segment: this.index });
    for (const clash of collisions(delimiters)) this.find('DELIMITERS_COLLIDE', `The ${clash} separators are the same character.`, { offset, segment: this.index });
    this.emit({ kind: 'segment', id: 'ISA', elements, lead, end, part: 'whole', index: this.index, offset, plain: !HIGH.test(elements.join('')), delimiters });
    this.cursor = at + header.length + end.length;
  }

  private inside(final: boolean, delimiters: Delimiters): boolean {
    const start = this.afterLead(this.cursor, delimiters);
    if (start - this.cursor >= SLICE) return this.unread(this.cursor + SLICE), true;
    if (start === this.buffer.length) {
      if (final && start > this.cursor) this.unread(start);
      return false;
    }
    if (!final && this.buffer.length - start < 3) return false;
    const lead = this.buffer.slice(this.cursor, start);
    const end = this.endOfSegment(start, delimiters);
    const known = end < 0 ? this.buffer.length : end;
    const cut = this.headerBetween(start, known, final);
    if (typeof cut === 'number') return false;
    if (cut !== undefined && cut.at === start) return this.open(cut.header, start, lead), true;
    if (cut === undefined && end < 0 && !final && known - start <= LONGEST_SEGMENT) return false;
    const stop = cut?.at ?? known;
    if (this.isLong(start, stop, delimiters)) return this.beginLong(start, lead), true;
    this.index += 1;
    this.segment({ from: start, to: stop, lead, end: stop === end ? (this.buffer[end] ?? '') : '', part: 'whole' }, delimiters);
    return true;
  }

  private isLong(from: number, to: number, delimiters: Delimiters): boolean {
    if (to - from > LONGEST_SEGMENT) return true;
    if (to - from <= LONGEST_ELEMENT) return false;
    return this.buffer.slice(from, to).split(delimiters.element).some((element) => element.length > LONGEST_ELEMENT);
  }

  private beginLong(start: number, lead: string): void {
    this.index += 1;
    if (lead !== '') {
      this.cursor = start - lead.length;
      this.unread(start);
    }
    this.cursor = start;
    const id = this.buffer.slice(start, start + 3).replace(/[^A-Za-z0-9]/g, '');
    this.longId = id;
    this.longStarted = false;
    this.find('SEGMENT_TOO_LONG', `A segment or element is longer than can be held; it is passed on in parts of ${SLICE} bytes.`, { offset: this.base + start, segment: this.index });
  }

  private longPart(final: boolean, delimiters: Delimiters): boolean {
    const from = this.cursor;
    const full = this.buffer.length >= from + SLICE + (final ? 0 : HEADER_LOOKAHEAD);
    if (!full && !final) return false;
    const limit = Math.min(from + SLICE, this.buffer.length);
    const cut = this.headerBetween(from, limit, true);
    const ending = this.endOfSegment(from, delimiters);
    const stop = Math.min(typeof cut === 'object' ? cut.at : limit, ending < 0 ? limit : ending);
    const last = stop === ending || stop < limit || (final && limit === this.buffer.length);
    const part: SegmentPart = last ? 'last' : this.longStarted ? 'middle' : 'first';
    this.longStarted = true;
    this.segment({ from, to: stop, lead: '', end: stop === ending ? (this.buffer[stop] ?? '') : '', part }, delimiters);
    if (last) this.longId = undefined;
    return true;
  }

  private segment(cut: { from: number; to: number; lead: string; end: string; part: SegmentPart }, delimiters: Delimiters): void {
    const elements = this.elements(cut.from, cut.to, delimiters.element);
    const plain = !this.hasBreak(cut.from, cut.to) && (this.ascii || !HIGH.test(this.buffer.slice(cut.from, cut.to)));
    const first = this.longId ?? elements[0] ?? '';
    const id = first.length > 3 || !plain ? first.replace(/\s+/g, '') : first.trimEnd();
    const offset = this.base + cut.from;
    this.cursor = cut.to + cut.end.length;
    this.emit({ kind: 'segment', id, elements, lead: cut.lead, end: cut.end, part: cut.part, index: this.index, offset, plain, delimiters });
    if (id === 'IEA' && (cut.part === 'whole' || cut.part === 'last')) this.delimiters = undefined;
  }

  /** Searching on from the separator found last, never twice over the same bytes: twice as fast as `split`. */
  private elements(from: number, to: number, separator: string): string[] {
    const { buffer } = this;
    const elements: string[] = [];
    let start = from;
    for (;;) {
      if (this.nextElement !== -1 && this.nextElement < start) this.nextElement = buffer.indexOf(separator, start);
      const end = this.nextElement;
      if (end < 0 || end >= to) break;
      elements.push(buffer.slice(start, end));
      start = end + 1;
    }
    elements.push(buffer.slice(start, to));
    return elements;
  }

  private afterLead(from: number, delimiters: Delimiters): number {
    const limit = Math.min(this.buffer.length, from + SLICE);
    let at = from;
    while (at < limit && isBlank(this.buffer.charCodeAt(at)) && this.buffer[at] !== delimiters.element) at += 1;
    return at;
  }

  private endOfSegment(from: number, delimiters: Delimiters): number {
    if (!endsAtLineBreak(delimiters)) return this.buffer.indexOf(delimiters.terminator, from);
    const feed = this.buffer.indexOf('\n', from);
    const carriage = this.buffer.slice(from, feed < 0 ? this.buffer.length : feed).indexOf('\r');
    return carriage < 0 ? feed : from + carriage;
  }

  private hasBreak(from: number, to: number): boolean {
    if (this.nextBreak !== -1 && this.nextBreak < from) {
      LINE_BREAK.lastIndex = from;
      this.nextBreak = LINE_BREAK.test(this.buffer) ? LINE_BREAK.lastIndex - 1 : -1;
    }
    return this.nextBreak >= from && this.nextBreak < to;
  }

  /** The first ISA that begins in [from, to); a number is the place of one that cannot be judged before more is read. */
  private headerBetween(from: number, to: number, final: boolean): { at: number; header: IsaHeader } | number | undefined {
    for (let at = this.isaFrom(from); at >= 0 && at < to; at = this.isaFrom(at + 1)) {
      if (!final && this.buffer.length - at < HEADER_LOOKAHEAD) return at;
      const header = readIsaHeader(this.buffer, at);
      if (header !== undefined) return { at, header };
    }
    return undefined;
  }

  private isaFrom(from: number): number {
    if (this.nextIsa !== -1 && this.nextIsa < from) this.nextIsa = this.buffer.indexOf('ISA', from);
    return this.nextIsa;
  }

  private find(code: string, message: string, at: { offset: number; severity?: Severity; segment?: number }): void {
    const { offset, severity = 'error', segment = 0 } = at;
    this.emit({ kind: 'finding', finding: { code, severity, message, place: { segment, offset } } });
  }
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0d || unit === 0x0a || unit === 0x09;
}
