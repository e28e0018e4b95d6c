import { EnvelopeReader, type EnvelopeSink } from '../envelope/envelope-reader';
import type { FunctionalGroup, Interchange, TransactionSet } from '../envelope/scope';
import type { Finding } from '../finding/finding';
import { interchangeAnswer } from '../guide/acknowledgement';
import type { Guide, LoopDefinition } from '../guide/definition';
import { guideFor } from '../guide/guides';
import { compile } from '../loops/compile';
import { LoopReader } from '../loops/loop-reader';
import { readSegment, type Node } from '../loops/read-fields';
import type { Segment, TokenEvent } from '../tokenizer/segment';
import { pull, pullSync, type ByteSource, type Feeder } from '../tokenizer/source';
import { Tokenizer } from '../tokenizer/tokenizer';
import type { InterchangeAnswer, ReadEvent } from './events';

/** How a document is read. */
export interface ReadOptions {
  /** Keep every unit in the model of its transaction set: for files that are known to be small. */
  readonly keep?: boolean;
}

const answerLoop: LoopDefinition = { part: 'loop', id: 'TA1', title: 'interchange answer', usage: 'S', max: 1, cardinality: 'one', head: interchangeAnswer, parts: {} };

/** Reads bytes of any kind as X12 and hands on {@link ReadEvent}s. Memory is bounded unless `keep` is set. */
export class DocumentReader implements Feeder, EnvelopeSink {
  private readonly tokenizer: Tokenizer;
  private readonly envelope: EnvelopeReader;
  private guide: Guide | undefined;
  private loops: LoopReader | undefined;

  constructor(private readonly emit: (event: ReadEvent) => void, private readonly options: ReadOptions = {}) {
    this.tokenizer = new Tokenizer((event) => this.token(event));
    this.envelope = new EnvelopeReader(this);
  }

  write(bytes: Uint8Array): void {
    this.tokenizer.write(bytes);
  }

  end(): void {
    this.tokenizer.end();
    this.envelope.end();
  }

  /** Takes a token directly, for those who cut the segments themselves. */
  token(event: TokenEvent): void {
    if (event.kind === 'segment') this.envelope.read(event);
    else this.emit(event);
  }

  readonly find = (finding: Finding): void => this.emit({ kind: 'finding', finding });

  interchange(interchange: Interchange): void {
    this.emit({ kind: 'interchange', interchange });
  }

  group(group: FunctionalGroup): void {
    this.emit({ kind: 'group', group });
  }

  answer(segment: Segment): void {
    const model = readSegment(compile(answerLoop).head, { segment, position: 0, loop: 'TA1', find: this.find }, {});
    this.emit({ kind: 'interchange-answer', answer: model as unknown as InterchangeAnswer });
  }

  transaction(transaction: TransactionSet): void {
    const guide = guideFor(transaction.transaction, transaction.version);
    this.guide = guide;
    this.emit({ kind: 'transaction', transaction, guide });
    this.loops = guide === undefined ? undefined : this.openLoops(transaction, guide);
    if (guide === undefined) {
      const place = { segment: transaction.segment, offset: transaction.offset, segmentId: 'ST', element: 1 };
      this.find({ code: 'NO_GUIDE', severity: 'information', message: `Transaction set ${transaction.transaction} ${transaction.version} is read as segments only.`, place });
    }
  }

  segment(segment: Segment, position: number): void {
    this.loops?.read(segment, position);
  }

  transactionEnd(transaction: TransactionSet, segments: number): void {
    const model = this.loops?.end() ?? {};
    this.emit({ kind: 'transaction-end', transaction, guide: this.guide, model, segments, truncated: this.loops?.truncated ?? false });
    this.loops = undefined;
  }

  private openLoops(transaction: TransactionSet, guide: Guide): LoopReader {
    const { emit, find } = this;
    return new LoopReader(guide, {
      header: (model: Node) => emit({ kind: 'header', transaction, guide, model }),
      loop: (id: string, model: Node, ancestors: readonly Node[]) => emit({ kind: 'loop', transaction, guide, id, model, ancestors }),
      part: (name: string, model: Node) => emit({ kind: 'part', transaction, guide, name, model }),
      find,
    }, this.options.keep ?? false);
  }
}

/** Reads a source of X12 of any kind as events; the source is asked for more only as the events are taken. */
export function readEvents(source: ByteSource, options?: ReadOptions): AsyncGenerator<ReadEvent> {
  return pull(source, (emit: (event: ReadEvent) => void) => new DocumentReader(emit, options));
}

/** Like {@link readEvents} for bytes at hand. */
export function readEventsSync(source: Uint8Array | Iterable<Uint8Array>, options?: ReadOptions): Generator<ReadEvent> {
  return pullSync(source, (emit: (event: ReadEvent) => void) => new DocumentReader(emit, options));
}
