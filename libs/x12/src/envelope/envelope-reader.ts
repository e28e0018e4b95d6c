import type { FindingSink, Severity } from '../finding/finding';
import { quote } from '../finding/finding';
import type { Segment } from '../tokenizer/segment';
import type { FunctionalGroup, Interchange, TransactionSet } from './scope';
import { Seen } from './seen';

/** What the envelope is made of, in the order of the file. */
export interface EnvelopeSink {
  interchange(interchange: Interchange): void;
  group(group: FunctionalGroup): void;
  transaction(transaction: TransactionSet): void;
  /** A segment between ST and SE; `position` counts from ST = 1. */
  segment(segment: Segment, position: number): void;
  /** A TA1. */
  answer(segment: Segment): void;
  /** The transaction set is over; `segments` counts ST and SE. */
  transactionEnd(transaction: TransactionSet, segments: number): void;
  readonly find: FindingSink;
}

/** Follows ISA, GS, ST and their trailers: counts, control numbers, duplicates (rule B7). Nothing stops it. */
export class EnvelopeReader {
  private interchange: Interchange | undefined;
  private group: FunctionalGroup | undefined;
  private transaction: TransactionSet | undefined;
  private position = 0;
  private ordinal = 0;
  private groups = 0;
  private transactions = 0;
  private last: Segment | undefined;
  private readonly interchanges = new Seen();
  private readonly groupNumbers = new Seen();
  private readonly transactionNumbers = new Seen();

  constructor(private readonly sink: EnvelopeSink) {}

  /** Takes the next segment. Later parts of a long segment are passed over. */
  read(segment: Segment): void {
    if (segment.part === 'middle' || segment.part === 'last') return;
    this.last = segment;
    switch (segment.id) {
      case '': return this.find(segment, 'EMPTY_SEGMENT', ['A segment terminator with nothing before it.', 'warning']);
      case 'ISA': return this.openInterchange(segment);
      case 'GS': return this.openGroup(segment);
      case 'ST': return this.openTransaction(segment);
      case 'SE': return this.closeTransaction(segment);
      case 'GE': return this.closeGroup(segment);
      case 'IEA': return this.closeInterchange(segment);
      default: return this.inner(segment);
    }
  }

  /** Says that the file is over. */
  end(): void {
    if (this.last !== undefined) this.leave('interchange', this.last);
  }

  private inner(segment: Segment): void {
    if (this.transaction !== undefined) {
      this.position += 1;
      this.sink.segment(segment, this.position);
    } else if (segment.id === 'TA1' && this.group === undefined) this.sink.answer(segment);
    else this.find(segment, 'STRAY_SEGMENT', [`${quote(segment.elements.join(segment.delimiters.element))} lies outside every transaction set.`]);
  }

  private openInterchange(segment: Segment): void {
    this.leave('interchange', segment);
    const at = (ordinal: number): string => (segment.elements[ordinal] ?? '').trim();
    this.interchange = {
      senderQualifier: at(5), sender: at(6), receiverQualifier: at(7), receiver: at(8), date: at(9), time: at(10), version: at(12), controlNumber: at(13), usage: at(15), delimiters: segment.delimiters,
    };
    this.groups = 0;
    this.groupNumbers.clear();
    if (this.interchanges.before([at(5), at(6), at(7), at(8), at(13)].join('|'))) {
      this.find(segment, 'ISA13_DUPLICATE', [`Interchange control number ${quote(at(13))} came before in this file from the same sender.`, 'warning', 13]);
    }
    this.sink.interchange(this.interchange);
  }

  private openGroup(segment: Segment): void {
    this.leave('group', segment);
    const at = (ordinal: number): string => (segment.elements[ordinal] ?? '').trim();
    this.group = { functionalGroup: at(1), sender: at(2), receiver: at(3), date: at(4), time: at(5), controlNumber: at(6), version: at(8) };
    this.groups += 1;
    this.transactions = 0;
    this.transactionNumbers.clear();
    if (this.groupNumbers.before(at(6))) this.find(segment, 'GS06_DUPLICATE', [`Group control number ${quote(at(6))} came before in this interchange.`, 'warning', 6]);
    this.sink.group(this.group);
  }

  private openTransaction(segment: Segment): void {
    this.leave('transaction', segment);
    if (this.group === undefined) this.find(segment, 'GS_MISSING', ['A transaction set begins outside every functional group.', 'warning']);
    const at = (ordinal: number): string => (segment.elements[ordinal] ?? '').trim();
    const version = at(3) === '' ? (this.group?.version ?? '') : at(3);
    this.ordinal += 1;
    this.transactions += 1;
    this.position = 1;
    this.transaction = { transaction: at(1), controlNumber: at(2), version, ordinal: this.ordinal, segment: segment.index, offset: segment.offset, group: this.group, interchange: this.interchange };
    if (this.transactionNumbers.before(at(2))) this.find(segment, 'ST02_DUPLICATE', [`Transaction set control number ${quote(at(2))} came before in this group.`, 'warning', 2]);
    this.sink.transaction(this.transaction);
  }

  private closeTransaction(segment: Segment): void {
    const { transaction } = this;
    if (transaction === undefined) return this.find(segment, 'STRAY_SEGMENT', ['SE without an ST before it.', 'warning']);
    const segments = this.position + 1;
    this.compareCount(segment, segments, 'segments in the transaction set');
    this.compareNumber(segment, transaction.controlNumber, 'ST02');
    this.transaction = undefined;
    this.sink.transactionEnd(transaction, segments);
  }

  private closeGroup(segment: Segment): void {
    this.leave('transaction', segment);
    if (this.group === undefined) return this.find(segment, 'STRAY_SEGMENT', ['GE without a GS before it.', 'warning']);
    this.compareCount(segment, this.transactions, 'transaction sets in the group');
    this.compareNumber(segment, this.group.controlNumber, 'GS06');
    this.group = undefined;
  }

  private closeInterchange(segment: Segment): void {
    this.leave('group', segment);
    if (this.interchange === undefined) return this.find(segment, 'STRAY_SEGMENT', ['IEA without an ISA before it.', 'warning']);
    this.compareCount(segment, this.groups, 'functional groups in the interchange');
    this.compareNumber(segment, this.interchange.controlNumber, 'ISA13');
    this.interchange = undefined;
  }

  /** Closes what is open up to a level; each that had no trailer is a finding. */
  private leave(level: 'transaction' | 'group' | 'interchange', at: Segment): void {
    const { transaction, group, interchange } = this;
    if (transaction !== undefined) {
      this.find(at, 'SE_MISSING', [`Transaction set ${quote(transaction.controlNumber)} has no SE; ${this.position} segments were read.`]);
      this.transaction = undefined;
      this.sink.transactionEnd(transaction, this.position);
    }
    if (level !== 'transaction' && group !== undefined) {
      this.find(at, 'GE_MISSING', [`Functional group ${quote(group.controlNumber)} has no GE.`]);
      this.group = undefined;
    }
    if (level === 'interchange' && interchange !== undefined) {
      this.find(at, 'IEA_MISSING', [`Interchange ${quote(interchange.controlNumber)} has no IEA.`]);
      this.interchange = undefined;
    }
  }

  private compareCount(segment: Segment, counted: number, what: string): void {
    const stated = (segment.elements[1] ?? '').trim();
    if (/^\d+$/.test(stated) && Number(stated) === counted) return;
    this.find(segment, `${segment.id}01_COUNT`, [`${segment.id}01 says ${quote(stated)}; ${counted} ${what} were read.`, 'warning', 1]);
  }

  private compareNumber(segment: Segment, opened: string, name: string): void {
    const stated = (segment.elements[2] ?? '').trim();
    if (stated === opened) return;
    this.find(segment, `${segment.id}02_CONTROL_NUMBER`, [`${segment.id}02 is ${quote(stated)}, ${name} is ${quote(opened)}.`, 'warning', 2]);
  }

  private find(segment: Segment, code: string, [message, severity = 'error', element]: readonly [string, Severity?, number?]): void {
    const place = { segment: segment.index, offset: segment.offset, segmentId: segment.id };
    const rule = /^(SE|GE|IEA)/.test(code) ? { rule: 'B7' } : {};
    this.sink.find({ code, severity, message, ...rule, place: element === undefined ? place : { ...place, element } });
  }
}
