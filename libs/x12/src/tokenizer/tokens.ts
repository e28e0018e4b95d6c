import type { TokenEvent } from './segment';
import { pull, pullSync, type ByteSource } from './source';
import { Tokenizer } from './tokenizer';

/** Segments, unread bytes and findings of a source, as they arrive. The identity `serialise(tokens(b)) = b` holds for every input. */
export function tokens(source: ByteSource): AsyncGenerator<TokenEvent> {
  return pull(source, (emit: (event: TokenEvent) => void) => new Tokenizer(emit));
}

/** Like {@link tokens} for bytes that are at hand. */
export function tokensSync(source: Uint8Array | Iterable<Uint8Array>): Generator<TokenEvent> {
  return pullSync(source, (emit: (event: TokenEvent) => void) => new Tokenizer(emit));
}
