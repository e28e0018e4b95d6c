import { bytesOf, concatBytes } from '../bytes/bytes';
import type { TokenEvent } from './segment';

/** The units (one per byte) of one event; empty for a finding. */
export function unitsOfEvent(event: TokenEvent): string {
  if (event.kind === 'segment') return event.lead + event.elements.join(event.delimiters.element) + event.end;
  return event.kind === 'unread' ? event.units : '';
}

/** The bytes that the events were read from: `serialise(tokens(bytes))` equals `bytes` for every input. */
export function serialise(events: Iterable<TokenEvent>): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const event of events) if (event.kind !== 'finding') pieces.push(bytesOf(unitsOfEvent(event)));
  return concatBytes(pieces);
}
