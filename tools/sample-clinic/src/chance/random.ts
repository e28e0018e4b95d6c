/** A share of a choice: the heavier, the more often chosen. */
export type Weighted<T> = readonly (readonly [weight: number, value: T])[];

/**
 * Chance that repeats: the same seed and label give the same sequence on every machine (sfc32 by Chris Doty-Humphrey,
 * seeded by hashing). Each concern has a label of its own, so that a change in one leaves the others as they were.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, label: string) {
    this.#a = hash(label, seed);
    this.#b = hash(label, this.#a);
    this.#c = hash(label, this.#b);
    for (let round = 0; round < 12; round += 1) this.bits();
  }

  /** 32 random bits as an unsigned integer. */
  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** At least 0, less than 1. */
  fraction(): number {
    return this.bits() / 4_294_967_296;
  }

  /** A whole number from the first to the last, both included; the first when the last is smaller. */
  between(first: number, last: number): number {
    return last <= first ? first : first + Math.floor(this.fraction() * (last - first + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[this.between(0, list.length - 1)];
    if (chosen === undefined) throw new RangeError('Nothing to pick from.');
    return chosen;
  }

  weighted<T>(choices: Weighted<T>): T {
    let left = this.fraction() * choices.reduce((total, [weight]) => total + weight, 0);
    for (const [weight, value] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return this.pick(choices)[1];
  }
}

/** FNV-1a over the label, finished as in MurmurHash3. */
function hash(label: string, seed: number): number {
  let value = 2_166_136_261 ^ seed;
  for (let index = 0; index < label.length; index += 1) value = Math.imul(value ^ label.charCodeAt(index), 16_777_619);
  value = Math.imul(value ^ (value >>> 16), 2_246_822_507);
  value = Math.imul(value ^ (value >>> 13), 3_266_489_909);
  return (value ^ (value >>> 16)) >>> 0;
}
