/** Bytes in one piece, or in pieces as they arrive. */
export type ByteSource = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

const SLICE = 65_536;

/** A consumer that is fed bytes and hands its events to a sink. */
export interface Feeder {
  write(bytes: Uint8Array): void;
  end(): void;
}

/** Pieces of at most 64 KiB of a source that is at hand. */
export function* slices(source: Uint8Array | Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const piece of source instanceof Uint8Array ? [source] : source) {
    for (let at = 0; at < piece.length; at += SLICE) yield piece.subarray(at, at + SLICE);
  }
}

/** Runs a feeder over a source at hand and gives its events one by one, holding those of one slice at most. */
export function* pullSync<Event>(source: Uint8Array | Iterable<Uint8Array>, open: (emit: (event: Event) => void) => Feeder): Generator<Event> {
  let waiting: Event[] = [];
  const feeder = open((event) => waiting.push(event));
  for (const slice of slices(source)) {
    feeder.write(slice);
    yield* waiting;
    waiting = [];
  }
  feeder.end();
  yield* waiting;
}

/** Like {@link pullSync}, from a source that may still be arriving: the next piece is asked for when the events before it are taken (backpressure). */
export async function* pull<Event>(source: ByteSource, open: (emit: (event: Event) => void) => Feeder): AsyncGenerator<Event> {
  let waiting: Event[] = [];
  const feeder = open((event) => waiting.push(event));
  const pieces = source instanceof Uint8Array ? [source] : source;
  for await (const piece of pieces) {
    for (const slice of slices(piece)) {
      feeder.write(slice);
      yield* waiting;
      waiting = [];
    }
  }
  feeder.end();
  yield* waiting;
}
