import { bytesOf } from '../bytes/bytes';
import type { CharacterSet } from '../bytes/character-set';
import type { FindingSink } from '../finding/finding';
import { quote } from '../finding/finding';
import type { Guide, LoopDefinition } from '../guide/definition';
import { interchangeAnswer } from '../guide/acknowledgement';
import type { Draft, Model } from '../guide/model';
import { pathToUnits, writeParts, type Batch, type LoopWriting, type WrittenLoop } from '../loops/loop-writer';
import { writeSegment, writeStyle, type WriteStyle } from '../loops/write-fields';
import type { InterchangeAnswer } from '../read/events';
import { usualDelimiters, type Delimiters } from '../tokenizer/delimiters';

/** A transaction set to write. Made by {@link transactionOf}, which ties the model's type to the guide. */
export interface OutgoingTransaction {
  readonly guide: Guide;
  readonly model: object;
  /** ST02, 4 to 9 characters, unique in the group. */
  readonly controlNumber: string;
}

/** A functional group to write; GS01 and GS08 come from its guide. */
export interface OutgoingGroup {
  readonly sender: string;
  readonly receiver: string;
  /** CCYYMMDD. */
  readonly date: string;
  /** HHMM or longer. */
  readonly time: string;
  /** GS06. */
  readonly controlNumber: string;
  readonly guide: Guide;
  readonly transactions: Iterable<OutgoingTransaction>;
}

/** An interchange to write. */
export interface OutgoingInterchange {
  readonly senderQualifier: string;
  readonly sender: string;
  readonly receiverQualifier: string;
  readonly receiver: string;
  /** YYMMDD. */
  readonly date: string;
  /** HHMM. */
  readonly time: string;
  /** ISA13, up to nine digits. */
  readonly controlNumber: string;
  readonly usage: 'P' | 'T';
  /** ISA14, whether a TA1 is asked for. */
  readonly acknowledgementRequested?: boolean;
  readonly answers?: Iterable<InterchangeAnswer>;
  readonly groups: Iterable<OutgoingGroup>;
}

/** How an interchange is written. */
export interface WriteOptions {
  readonly delimiters?: Delimiters;
  /** Default `extended`: é is written as e, an emoji goes. */
  readonly characterSet?: CharacterSet;
  /** Written behind each terminator, for example a line feed. */
  readonly lineBreak?: '' | '\n' | '\r\n';
  /** Told of each text that could not be written as it stands. */
  readonly find?: FindingSink;
  /** Told where each loop begins: the index that maps a 999's IK3 back to our claim and line. */
  readonly began?: (loop: WrittenLoop, transaction: OutgoingTransaction) => void;
}

/** A transaction set with the model that belongs to its guide. */
export function transactionOf<G extends Guide>(guide: G, model: Draft<Model<G>>, controlNumber: string): OutgoingTransaction {
  return { guide, model: model as object, controlNumber };
}

/** Writes an interchange segment by segment, one code unit per byte: lists and groups may be lazy, so the size of a file is no matter. */
export function* writeSegments(interchange: OutgoingInterchange, options: WriteOptions = {}): Generator<string> {
  const delimiters = options.delimiters ?? usualDelimiters;
  const style = writeStyle(delimiters, options.characterSet ?? 'extended', (segmentId, text, written) => options.find?.({
    code: 'TEXT_REPLACED', severity: 'warning', message: `In ${segmentId}, ${quote(text)} is written as ${quote(written)}.`,
  }));
  const close = delimiters.terminator + (options.lineBreak ?? '');
  for (const batch of interchangeSegments(interchange, style, options)) {
    for (const elements of batch) yield elements.join(delimiters.element) + close;
  }
}

/** Writes an interchange as bytes in one piece. */
export function writeBytes(interchange: OutgoingInterchange, options?: WriteOptions): Uint8Array {
  return bytesOf(Array.from(writeSegments(interchange, options)).join(''));
}

function* interchangeSegments(interchange: OutgoingInterchange, style: WriteStyle, options: WriteOptions): Generator<Batch> {
  const { delimiters } = style;
  const controlNumber = interchange.controlNumber.padStart(9, '0');
  yield [[
    'ISA', '00', ' '.repeat(10), '00', ' '.repeat(10), interchange.senderQualifier, padded(interchange.sender), interchange.receiverQualifier, padded(interchange.receiver),
    interchange.date, interchange.time, delimiters.repetition ?? 'U', '00501', controlNumber, interchange.acknowledgementRequested === true ? '1' : '0', interchange.usage, delimiters.component,
  ]];
  for (const answer of interchange.answers ?? []) yield [writeSegment(interchangeAnswer, answer, style)];
  let groups = 0;
  for (const group of interchange.groups) {
    groups += 1;
    yield* groupSegments(group, style, options);
  }
  yield [['IEA', String(groups), controlNumber]];
}

function* groupSegments(group: OutgoingGroup, style: WriteStyle, options: WriteOptions): Generator<Batch> {
  const { guide } = group;
  yield [['GS', guide.functionalGroup, group.sender, group.receiver, group.date, group.time, group.controlNumber, 'X', guide.version]];
  let transactions = 0;
  for (const transaction of group.transactions) {
    transactions += 1;
    yield* transactionSegments(transaction, style, options.began);
  }
  yield [['GE', String(transactions), group.controlNumber]];
}

/** ST to SE of one transaction set, as elements, in batches. The 835 has no ST03; every other of these guides has. */
export function* transactionSegments(transaction: OutgoingTransaction, style: WriteStyle, began?: WriteOptions['began']): Generator<Batch> {
  const { guide, model, controlNumber } = transaction;
  const writing: LoopWriting = { style, path: pathToUnits(guide.root, guide.unit), unit: guide.unit, position: 1, hierarchy: 0, ...(began === undefined ? {} : { began: (loop: WrittenLoop) => began(loop, transaction) }) };
  yield [guide.transaction === '835' ? ['ST', guide.transaction, controlNumber] : ['ST', guide.transaction, controlNumber, guide.version]];
  yield* writeParts(guide.root as LoopDefinition, model as Readonly<Record<string, unknown>>, [writing, { parent: 0, path: '' }]);
  yield [['SE', String(writing.position + 1), controlNumber]];
}

function padded(identifier: string): string {
  return identifier.slice(0, 15).padEnd(15, ' ');
}
