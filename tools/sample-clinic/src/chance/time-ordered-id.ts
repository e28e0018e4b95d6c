import type { Random } from './random';

const HEX = Array.from({ length: 0x1_0000 }, (_, value) => value.toString(16).padStart(4, '0'));

/** An identifier of the form of UUID version 7 (RFC 9562): an instant in milliseconds since 1970, the rest by chance. */
export function timeOrderedId(instant: number, random: Random): string {
  const low = instant % 4_294_967_296;
  const [first, second, third] = [random.bits(), random.bits(), random.bits()];
  return `${hex(Math.floor(instant / 4_294_967_296))}${hex(low >>> 16)}-${hex(low & 0xffff)}-${hex(0x7000 | (first & 0x0fff))}-${hex(0x8000 | (first >>> 18))}-${hex(second >>> 16)}${hex(second & 0xffff)}${hex(third & 0xffff)}`;
}

function hex(sixteenBits: number): string {
  return HEX[sixteenBits] ?? '';
}
