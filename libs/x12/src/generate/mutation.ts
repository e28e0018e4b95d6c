import type { Random } from './random';

/** Breaks bytes in one to four places: flips a bit, cuts, swaps, repeats, or writes a character that means something in X12. The same random source gives the same damage. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let damaged = bytes;
  for (let times = random.integer(1, 4); times > 0; times -= 1) damaged = random.pick(DAMAGES)(damaged, random);
  return damaged;
}

type Damage = (bytes: Uint8Array, random: Random) => Uint8Array;

const MEANINGFUL = '*~:^>|\n\r\x1d ISAGESTCLPSVC0-.\xe9\xff\0';

const flip: Damage = (bytes, random) => changed(bytes, random, (byte) => byte ^ (1 << random.integer(0, 7)));

const write: Damage = (bytes, random) => changed(bytes, random, () => MEANINGFUL.charCodeAt(random.integer(0, MEANINGFUL.length - 1)));

const cut: Damage = (bytes, random) => {
  const [from, to] = stretch(bytes, random);
  return joined(bytes.subarray(0, from), bytes.subarray(to));
};

const truncate: Damage = (bytes, random) => bytes.subarray(0, random.integer(0, bytes.length));

const repeat: Damage = (bytes, random) => {
  const [from, to] = stretch(bytes, random);
  return joined(bytes.subarray(0, to), bytes.subarray(from));
};

const swap: Damage = (bytes, random) => {
  const [from, to] = stretch(bytes, random);
  const middle = random.integer(from, to);
  return joined(bytes.subarray(0, from), joined(bytes.subarray(middle, to), joined(bytes.subarray(from, middle), bytes.subarray(to))));
};

const DAMAGES: readonly [Damage, ...Damage[]] = [flip, write, cut, truncate, repeat, swap];

function changed(bytes: Uint8Array, random: Random, change: (byte: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = random.integer(0, Math.max(0, bytes.length - 1));
  if (copy.length > 0) copy[at] = change(copy[at] ?? 0);
  return copy;
}

function stretch(bytes: Uint8Array, random: Random): [from: number, to: number] {
  const from = random.integer(0, bytes.length);
  return [from, Math.min(bytes.length, from + random.integer(0, random.chance(0.1) ? bytes.length : 120))];
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
