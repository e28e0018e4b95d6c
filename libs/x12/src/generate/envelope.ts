import { bytesOf } from '../bytes/bytes';
import type { Guide } from '../guide/definition';
import { writeSegments, type OutgoingInterchange, type OutgoingTransaction, type WriteOptions } from '../write/write';

/** An interchange with one group around made-up transaction sets of one guide. */
export function interchangeOf(guide: Guide, transactions: Iterable<OutgoingTransaction>, controlNumber = '1'): OutgoingInterchange {
  const group = { sender: 'SENDER', receiver: 'RECEIVER', date: '20260401', time: '1200', controlNumber, guide, transactions };
  return { senderQualifier: 'ZZ', sender: 'SENDER', receiverQualifier: 'ZZ', receiver: 'RECEIVER', date: '260401', time: '1200', controlNumber, usage: 'T', groups: [group] };
}

const PIECE = 65_536;

/** An interchange as pieces of about 64 KiB: a file of any size without holding it. */
export function* writePieces(interchange: OutgoingInterchange, options?: WriteOptions): Generator<Uint8Array> {
  let waiting: string[] = [];
  let length = 0;
  for (const segment of writeSegments(interchange, options)) {
    waiting.push(segment);
    length += segment.length;
    if (length < PIECE) continue;
    yield bytesOf(waiting.join(''));
    waiting = [];
    length = 0;
  }
  if (length > 0) yield bytesOf(waiting.join(''));
}
