const SLICE = 8192;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as a string of one code unit per byte (U+0000 to U+00FF): what the tokenizer works on. */
export function unitsOf(bytes: Uint8Array): string {
  return asciiOf(bytes) ?? latin1Of(bytes);
}

/** Valid UTF-8 of as many units as bytes is ASCII: the native decoder is far faster than going byte by byte. */
function asciiOf(bytes: Uint8Array): string | undefined {
  try {
    const units = utf8.decode(bytes);
    return units.length === bytes.length ? units : undefined;
  } catch {
    return undefined;
  }
}

function latin1Of(bytes: Uint8Array): string {
  if (bytes.length <= SLICE) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let units = '';
  for (let at = 0; at < bytes.length; at += SLICE) {
    units += String.fromCharCode.apply(null, bytes.subarray(at, at + SLICE) as unknown as number[]);
  }
  return units;
}

/** The bytes of a string of one code unit per byte. A unit above U+00FF is a programming error: it throws a RangeError. */
export function bytesOf(units: string): Uint8Array {
  const bytes = new Uint8Array(units.length);
  for (let at = 0; at < units.length; at += 1) {
    const unit = units.charCodeAt(at);
    if (unit > 0xff) throw new RangeError(`not a byte: U+${unit.toString(16)} at ${at}`);
    bytes[at] = unit;
  }
  return bytes;
}

/** Joins pieces of bytes in order. */
export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
